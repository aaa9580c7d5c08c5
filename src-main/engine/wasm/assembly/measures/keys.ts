/** The bits of a float32 as a signed integer that orders as the number does; see `measures/orderingKey.ts`. */
// @ts-ignore: decorator
@inline
export function keysOf(words: v128): v128 {
  return v128.xor(words, i32x4.shr_u(i32x4.shr_s(words, 31), 1))
}

// @ts-ignore: decorator
@inline
export function keyOf(word: i32): i32 {
  return word ^ ((word >> 31) >>> 1)
}
