/**
 * The bits of a float32 as a signed integer that orders as the number does: those of a negative one turned round but for
 * its sign. −0 stands before +0. The same function leads back.
 */
export function orderingKey(word: number): number {
  return word ^ ((word >> 31) >>> 1)
}
