/**
 * Blocks: what a coarser level says of 8^L points in a row, as columns.
 *
 *   low = min, high = max, mean, last = the last, all over the finite values of the block (NaN where it has none)
 *   mean of a block of blocks = Σ meanᵢ·(finiteᵢ / Σ finite), divided first, so that huge values do not overflow
 *
 * A point is a block of one, so that a level is made from the one below it in the same way throughout.
 */
export interface BlockColumns {
  /** Step of the last point of each block. */
  readonly steps: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly mean: Float64Array
  readonly last: Float64Array
  /** Values that are NaN or ±Infinity. */
  readonly nonFinite: Float64Array
}

/** Points in a chunk, and blocks in a row of a level. Source of the size: measured, a smaller one fills pages badly. */
export const chunkPoints = 1024
/** Blocks of a level that make one of the next; divides `chunkPoints`, so that they always lie in one row. */
export const levelFactor = 8

export function emptyBlocks(length: number): BlockColumns {
  const column = () => new Float64Array(length)
  return { steps: column(), low: column(), high: column(), mean: column(), last: column(), nonFinite: column() }
}

/** Points as blocks of one; `steps` is shared, not copied. */
export function blocksOfPoints(steps: Float64Array, values: Float64Array): BlockColumns {
  const finite = values.map((value) => (Number.isFinite(value) ? value : Number.NaN))
  const nonFinite = values.map((value) => (Number.isFinite(value) ? 0 : 1))
  return { steps, low: finite, high: finite, mean: finite, last: finite, nonFinite }
}

/**
 * Writes block `at` of `to` from blocks `first … first + 7` of `from`.
 *
 * @param blockPoints points in one block of `from`.
 */
export function combineBlocks(
  to: BlockColumns,
  at: number,
  from: BlockColumns,
  first: number,
  blockPoints: number,
): void {
  let low = Number.NaN
  let high = Number.NaN
  let last = Number.NaN
  let nonFinite = 0
  for (let index = first; index < first + levelFactor; index++) {
    nonFinite += from.nonFinite[index]!
    if (Number.isNaN(from.last[index]!)) continue
    last = from.last[index]!
    if (!(low <= from.low[index]!)) low = from.low[index]!
    if (!(high >= from.high[index]!)) high = from.high[index]!
  }
  const finite = levelFactor * blockPoints - nonFinite
  let mean = finite === 0 ? Number.NaN : 0
  for (let index = first; index < first + levelFactor; index++) {
    const share = (blockPoints - from.nonFinite[index]!) / finite
    if (share > 0) mean += from.mean[index]! * share
  }
  to.steps[at] = from.steps[first + levelFactor - 1]!
  to.low[at] = low
  to.high[at] = high
  to.mean[at] = mean
  to.last[at] = last
  to.nonFinite[at] = nonFinite
}
