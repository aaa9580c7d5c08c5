/**
 * Smoothing of a whole series, before anything is decimated.
 *
 *   y₁ = x₁        yₙ = yₙ₋₁ + (xₙ − yₙ₋₁)·(1 − w) / (1 − wⁿ)
 *
 * This is the exponential moving average with its start debiased, as in Adam, written as a step towards the new
 * value: the average of all values so far with weights w⁰, w¹, w² … into the past. Every result lies between the
 * smallest and the largest value so far, so a constant stays the same constant, bit for bit.
 * NaN and ±Infinity do not enter the average and stand in the result where they stood.
 * Source: Kingma & Ba, "Adam", 2015, section 3 (the debiasing).
 */

/** What the values so far leave for the next one. */
export interface SmoothingState {
  readonly average: number
  /** 1 − wⁿ, carried along so that no power is taken. */
  readonly debias: number
}

/** Smooths a series piece by piece; however it is cut, the result is the same, bit for bit. */
export class Smoother {
  readonly #weight: number
  #average: number
  #debias: number

  /**
   * @param weight of the past, in [0, 1); 0 returns the values as they are.
   * @param state where another one stood; the start of a series when left out.
   * @throws RangeError when the weight is outside [0, 1).
   */
  constructor(weight: number, state: SmoothingState = { average: 0, debias: 0 }) {
    if (!(weight >= 0 && weight < 1)) throw new RangeError(`weight = ${weight}, must be in [0, 1)`)
    this.#weight = weight
    this.#average = state.average
    this.#debias = state.debias
  }

  get state(): SmoothingState {
    return { average: this.#average, debias: this.#debias }
  }

  /** @returns a new column as long as `values`, which follow those of the last call. */
  next(values: Float64Array): Float64Array {
    const smoothed = Float64Array.from(values)
    const weight = this.#weight
    let average = this.#average
    let debias = this.#debias
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!
      if (!Number.isFinite(value)) continue
      debias = weight * debias + (1 - weight)
      const share = (1 - weight) / debias
      const moved = average * (1 - share) + value * share
      // The first share is 1; later, rounding alone could leave the interval by a last place.
      average = share === 1 ? value : Math.min(Math.max(moved, Math.min(average, value)), Math.max(average, value))
      smoothed[index] = average
    }
    this.#average = average
    this.#debias = debias
    return smoothed
  }
}

/** A whole series at once. @throws RangeError when the weight is outside [0, 1). */
export function smooth(values: Float64Array, weight: number): Float64Array {
  return new Smoother(weight).next(values)
}
