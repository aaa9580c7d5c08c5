/** Where the arrays of a rule lie in the kernels' memory, for compiled code. */
import type { Reals } from '../engine/precision'
import { KernelMemory } from '../engine/wasm/kernelMemory'
import type { RuleArrays } from './ruleArrays'

/**
 * Byte offsets of w, g and the slots, in this order.
 *
 * @throws RangeError if one lies elsewhere, or two share elements
 */
export function offsetsOf({ values, gradients, slots }: RuleArrays): readonly number[] {
  const named: readonly (readonly [string, Reals])[] = [['values', values], ['gradients', gradients], ...slots]
  return named.map(([name, array], index) => {
    const twin = named.slice(0, index).find(([, other]) => overlap(array, other))
    if (twin !== undefined) throw new RangeError(`${name} shares elements with ${twin[0]}, must be an array of its own`)
    return KernelMemory.locate(array, values.length)
  })
}

function overlap(first: Reals, second: Reals): boolean {
  const distance = first.byteOffset - second.byteOffset
  return distance < second.byteLength && -distance < first.byteLength
}
