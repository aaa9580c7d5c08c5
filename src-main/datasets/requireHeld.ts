/**
 * Whether a table of the user's own keeps its numbers in the precision that a network computes in.
 *
 * A number beyond the largest of the precision would be infinite, and a column of numbers that are all too small would be
 * 0 throughout, with nothing to learn from: both are refused. Numbers that are small beside others of their column may
 * become 0. Looked at as they are read, scaled.
 */
import { lostIn } from '../contract/numbersInPrecision'
import type { Precision } from '../engine/precision'
import { refuse } from './refuse'
import { type Scaling, scaled } from './scaling'

/** Columns of one file, as they are scaled. */
export interface HeldColumns {
  readonly file: string
  /** Row-major, `size` a row. */
  readonly values: ArrayLike<number>
  readonly size: number
  readonly scaling: Scaling
  /** Of those rows that are used. */
  readonly rows: Iterable<number>
  /** `in column "x"`, or where in the file a number stands. */
  place(index: number): string
  /** The setting that would bring the numbers nearer to 1; null where that is done already. */
  readonly remedy: string | null
}

/** @throws LabFailure `datasetUnreadable`, naming the number and its place */
export function requireHeld(
  { file, values, size, scaling, rows, place, remedy }: HeldColumns,
  precision: Precision,
): void {
  if (precision === 'float64') return
  const advice = `; ${remedy === null ? '' : `${remedy} or `}precision = float64 keeps it`
  // The place of a number that became 0 while no other of its column stayed; −1 for none, −2 where one stayed.
  const lost = new Float64Array(size).fill(-1)
  for (const row of rows) {
    for (let feature = 0, index = row * size; feature < size; feature++, index++) {
      const value = scaled(values[index]!, scaling, feature)
      const held = Math.fround(value)
      if (!Number.isFinite(held)) {
        refuse(file, `has ${values[index]} ${place(index)}, which would be ${lostIn(precision, value)}${advice}`)
      }
      if (held !== 0) lost[feature] = -2
      else if (value !== 0 && lost[feature] === -1) lost[feature] = index
    }
  }
  const index = lost.find((one) => one >= 0)
  if (index === undefined) return
  const why = lostIn(precision, scaled(values[index]!, scaling, index % size))
  refuse(file, `has ${values[index]} ${place(index)}, which would be ${why}, as would all numbers beside it${advice}`)
}
