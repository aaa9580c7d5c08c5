/**
 * What a run ended on, in the form in which its checkpoint has it: the values of all parameters as one array, one behind
 * the other in declaration order, and each slot likewise.
 */
import type { StateArray } from '../contract/checkpoint'
import type { ParameterTensor } from '../contract/tensor'

type Reals = StateArray['values']

/** Copies; empty where there are no parameters. A slot that not every parameter has is left out. */
export function resultArrays(parameters: readonly ParameterTensor[]): StateArray[] {
  const values = joined(parameters.map((parameter) => parameter.values))
  if (values === undefined) return []
  const slots = Object.keys(parameters[0]?.slots ?? {}).flatMap((name) => {
    const whole = joined(parameters.map((parameter) => parameter.slots[name]))
    return whole === undefined ? [] : [{ kind: 'slot' as const, name, values: whole }]
  })
  return [{ kind: 'parameters', name: 'values', values }, ...slots]
}

/** Undefined where there is no part, or one is missing or of another precision. */
function joined(parts: readonly (Reals | undefined)[]): Reals | undefined {
  const present = parts.filter((part) => part !== undefined)
  const [first] = present
  if (first === undefined || present.length < parts.length) return undefined
  if (present.some(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT !== first.BYTES_PER_ELEMENT)) return undefined
  const length = present.reduce((total, part) => total + part.length, 0)
  const whole = first instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)
  let offset = 0
  for (const part of present) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
