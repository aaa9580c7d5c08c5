/**
 * ‖x‖ = √Σ xᵢ², also where the sum of squares leaves the range of float64.
 *
 * The plain sum stands wherever it kept its digits, so that its bits are those of √Σ xᵢ². Where it overflowed, or is so
 * small that squares may have lost digits to underflow, x is divided by its largest element first. Float32 never gets
 * there: its squares lie between 2⁻²⁹⁸ and 2²⁵⁶.
 * Source: the two-pass form of LAPACK's dnrm2; Higham, "Accuracy and stability of numerical algorithms", 2002, 27.8.
 */
import type { Reals } from '../precision'

/** 2⁻¹⁰²² is the smallest number of full precision, and a sum so far above it has lost nothing that counts. */
const smallestPlainSum = 2 ** -969

/** Whether a sum of squares neither overflowed nor lost digits to underflow; not for NaN. */
export function isPlainSum(sum: number): boolean {
  return sum >= smallestPlainSum && sum <= Number.MAX_VALUE
}

/** ‖x‖, the plain sum in float64 with the index rising. */
export function euclideanNorm(x: Reals): number {
  return rootOfSquares(plainSum(x), x.length, (index) => x[index]!)
}

/** @param sum - Σ xᵢ² in the caller's order @param element - xᵢ, asked for only where the sum is of no use */
export function rootOfSquares(sum: number, length: number, element: (index: number) => number): number {
  if (isPlainSum(sum)) return Math.sqrt(sum)
  const largest = largestOf(length, element)
  if (largest === 0 || !Number.isFinite(largest)) return Math.sqrt(sum)
  return largest * relativeNorm(largest, length, element)
}

/**
 * x ← x·(to/‖x‖) for an x whose sum of squares is of no use: no factor overflows or vanishes on the way, also where ‖x‖
 * itself is beyond the range.
 *
 * @param largest - its largest element, finite and above 0
 */
export function rescale(x: Reals, largest: number, to: number): void {
  const factor = to / relativeNorm(largest, x.length, (index) => x[index]!)
  for (let index = 0; index < x.length; index++) x[index] = (x[index]! / largest) * factor
}

/** max |xᵢ|; NaN where an element is. */
export function largestOf(length: number, element: (index: number) => number): number {
  let largest = 0
  for (let index = 0; index < length; index++) largest = Math.max(largest, Math.abs(element(index)))
  return largest
}

export function plainSum(x: Reals): number {
  let sum = 0
  for (let index = 0; index < x.length; index++) sum += x[index]! * x[index]!
  return sum
}

/** ‖x/largest‖, between 1 and √length. */
function relativeNorm(largest: number, length: number, element: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < length; index++) {
    const share = element(index) / largest
    sum += share * share
  }
  return Math.sqrt(sum)
}
