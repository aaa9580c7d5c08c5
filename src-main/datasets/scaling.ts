/**
 * Scaling of inputs, one pair of numbers a feature.
 *
 *   x ← (x − shift) / divisor
 *
 * Standardising takes the mean and the standard deviation (divided by n) of the training part alone; a feature that
 * does not vary there is shifted and divided by 1. Sums run over rows in order, in float64.
 */
export interface Scaling {
  readonly shift: Float64Array
  readonly divisor: Float64Array
}

export function noScaling(size: number): Scaling {
  return { shift: new Float64Array(size), divisor: new Float64Array(size).fill(1) }
}

/** @param values - row-major, `size` a row · @param rows - the rows of the training part */
export function fitStandardising(values: Float64Array, size: number, rows: Uint32Array): Scaling {
  const shift = new Float64Array(size)
  const divisor = new Float64Array(size)
  for (let feature = 0; feature < size; feature++) {
    let sum = 0
    for (const row of rows) sum += values[row * size + feature]!
    const mean = sum / rows.length
    let squares = 0
    for (const row of rows) {
      const deviation = values[row * size + feature]! - mean
      squares += deviation * deviation
    }
    const spread = Math.sqrt(squares / rows.length)
    shift[feature] = mean
    divisor[feature] = spread > 0 ? spread : 1
  }
  return { shift, divisor }
}
