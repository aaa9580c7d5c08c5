/**
 * xⁿ for an integer n, as bias corrections (β^t) and polynomial rules need it.
 *
 * n = 2, 3, 4 are products from the left, as one would write them (x·x, (x·x)·x, (x·x)·(x·x)); every other n is `power`,
 * whose error does not grow with n as repeated squaring's would.
 */
import { power } from './power'

/** @throws RangeError if n is not a safe integer */
export function integerPower(x: number, n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`n = ${n}, must be an integer`)
  if (n === 3) return x * x * x
  if (n === 4) return x * x * (x * x)
  return power(x, n)
}
