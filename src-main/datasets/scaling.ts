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
export function fitStandardising(values: ArrayLike<number>, size: number, rows: Uint32Array): Scaling {
  const shift = new Float64Array(size)
  const squares = new Float64Array(size)
  for (const row of rows) {
    for (let feature = 0; feature < size; feature++) shift[feature]! += values[row * size + feature]!
  }
  for (let feature = 0; feature < size; feature++) shift[feature]! /= rows.length
  for (const row of rows) {
    for (let feature = 0; feature < size; feature++) {
      const deviation = values[row * size + feature]! - shift[feature]!
      squares[feature]! += deviation * deviation
    }
  }
  return { shift, divisor: squares.map((sum) => spreadOf(sum, rows.length)) }
}

/** One pair for all features: mean and standard deviation of all values of the rows. */
export function fitStandardisingWhole(values: ArrayLike<number>, size: number, rows: Uint32Array): Scaling {
  const total = rows.length * size
  let sum = 0
  for (const row of rows) for (let at = row * size; at < (row + 1) * size; at++) sum += values[at]!
  const mean = sum / total
  let squares = 0
  for (const row of rows) {
    for (let at = row * size; at < (row + 1) * size; at++) {
      const deviation = values[at]! - mean
      squares += deviation * deviation
    }
  }
  return { shift: new Float64Array(size).fill(mean), divisor: new Float64Array(size).fill(spreadOf(squares, total)) }
}

/** The standard deviation; 1 where nothing varies, or there is nothing. */
function spreadOf(squares: number, count: number): number {
  const spread = Math.sqrt(squares / count)
  return spread > 0 ? spread : 1
}
