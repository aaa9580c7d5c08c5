/** The flat arrays of a run that a rule reads and updates, element i of each belonging to the same parameter element. */
import type { Precision, Reals } from '../engine/precision'

export interface RuleArrays {
  readonly precision: Precision
  /** w, updated in place */
  readonly values: Reals
  /** g, same length as values; only read */
  readonly gradients: Reals
  /** per slot name, same length as values; updated in place */
  readonly slots: ReadonlyMap<string, Reals>
}

/** @throws RangeError if the arrays differ in length or precision */
export function checkRuleArrays({ precision, values, gradients, slots }: RuleArrays): void {
  const named: readonly (readonly [string, Reals])[] = [['values', values], ['gradients', gradients], ...slots]
  for (const [name, array] of named) {
    const found = array instanceof Float32Array ? 'float32' : 'float64'
    if (found !== precision) throw new RangeError(`${name} is ${found}, must be ${precision}`)
    if (array.length !== values.length) {
      throw new RangeError(`${name}.length = ${array.length}, must be values.length = ${values.length}`)
    }
  }
}
