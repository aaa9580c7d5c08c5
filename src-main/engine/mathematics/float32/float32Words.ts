/**
 * The 32 bits of a float32 (IEEE 754 binary32), which the functions of this folder pick apart.
 *
 * Sign, 8 bits of exponent (biased by 127), 23 bits of fraction. The scratch is written and read within one call, so
 * nothing is kept between calls.
 */
const real = new Float32Array(1)
const word = new Int32Array(real.buffer)

/** As a signed integer; x is rounded to float32 first. */
export function wordOf(x: number): number {
  real[0] = x
  return word[0]!
}

export function fromWord(bits: number): number {
  word[0] = bits
  return real[0]!
}

/** 2^k for integers k in [−126, 127]. */
export function powerOfTwo(k: number): number {
  word[0] = (k + 127) << 23
  return real[0]!
}
