/**
 * y·2^k with one rounding at most (in the denormal range), for y near 1.
 *
 * Source: the closing lines of `e_exp.c`, fdlibm 5.3 (Sun Microsystems, 1993).
 */
import { fromWords } from './float64Words'

const TWO_TO_1023 = 8.98846567431158e307
const TWO_TO_MINUS_1000 = 9.332636185032189e-302

/** @param y in [1/2, 4) · @param k an integer in [−1080, 1024] */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * 2 * TWO_TO_1023
  if (k >= -1021) return y * fromWords((k + 1023) << 20, 0)
  return y * fromWords((k + 2023) << 20, 0) * TWO_TO_MINUS_1000
}
