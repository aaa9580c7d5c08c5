/**
 * The two 32-bit words of a float64 (IEEE 754 binary64), which the algorithms of this folder pick apart.
 *
 * High word: sign, 11 bits of exponent (biased by 1023), upper 20 bits of the fraction. Low word: the other 32.
 * The scratch pair is written and read within one call, so nothing is kept between calls.
 */
const real = new Float64Array(1)
const words = new Uint32Array(real.buffer)
real[0] = 1
/** index of the high word on this machine: the one that is not zero in 1.0 */
const HIGH = words[1] === 0 ? 0 : 1
const LOW = 1 - HIGH

/** As a signed integer, so that negative numbers have a negative high word. */
export function highWord(x: number): number {
  real[0] = x
  return words[HIGH]! | 0
}

export function lowWord(x: number): number {
  real[0] = x
  return words[LOW]! | 0
}

export function fromWords(high: number, low: number): number {
  words[HIGH] = high
  words[LOW] = low
  return real[0]!
}

/** x with the lower half of its fraction cleared: a value whose square and short products are exact. */
export function withoutLowWord(x: number): number {
  real[0] = x
  words[LOW] = 0
  return real[0]!
}
