/**
 * Curvatures of a bowl of many dimensions, from the steepest to the shallowest.
 *
 *   geometric    λᵢ = λmax·κ^(−i/(n−1))                 as many in every decade
 *   linear       λᵢ = λmax·(1 − (1 − 1/κ)·i/(n−1))      evenly spread: most of them steep
 *   twoClusters  λᵢ = λmax for ⌈n/10⌉ of them, λmax/κ for the others
 *
 * i = 0 … n − 1; λ₀ = λmax and, for n > 1, λ₍ₙ₋₁₎ = λmax/κ.
 * Two clusters, a few steep directions above a shallow bulk, is what Hessians of networks look like: Sagun et al.,
 * "Empirical analysis of the Hessian of over-parametrized neural networks", 2017.
 */
import { assertNever } from '../contract/assertNever'
import { power } from '../engine/mathematics/power'

export type SpectrumKind = 'geometric' | 'linear' | 'twoClusters'

export interface SpectrumSettings {
  readonly dimensions: number
  /** κ = λmax/λmin */
  readonly conditionNumber: number
  /** λmax */
  readonly largestEigenvalue: number
  readonly spectrum: SpectrumKind
}

/** Eigenvalues that count as steep in two clusters, one in so many. */
const steepOneIn = 10

export function eigenvaluesOf(settings: SpectrumSettings): Float64Array {
  const { dimensions, conditionNumber, largestEigenvalue, spectrum } = settings
  const smallest = largestEigenvalue / conditionNumber
  const steep = Math.ceil(dimensions / steepOneIn)
  const valueAt = (index: number): number => {
    const share = dimensions === 1 ? 0 : index / (dimensions - 1)
    switch (spectrum) {
      case 'geometric':
        return largestEigenvalue * power(conditionNumber, -share)
      case 'linear':
        return largestEigenvalue + (smallest - largestEigenvalue) * share
      case 'twoClusters':
        return index < steep ? largestEigenvalue : smallest
      default:
        return assertNever(spectrum)
    }
  }
  return Float64Array.from({ length: dimensions }, (_, index) => valueAt(index))
}
