/**
 * Numbers in ANY columns: SQLite has no NaN (it stores NULL), so a number that is not finite is kept as its text.
 *
 * Invariant: `decodeNumber(encodeNumber(x))` is `x` for every number and null.
 */
import { InvariantError } from '../contract/assertNever'

export type StoredNumber = number | string | null

export function encodeNumber(value: number | null): StoredNumber {
  return value === null || Number.isFinite(value) ? value : String(value)
}

/** @throws InvariantError when the column holds what `encodeNumber` never writes. */
export function decodeNumber(stored: StoredNumber): number | null {
  if (stored === null || typeof stored === 'number') return stored
  if (stored === 'NaN') return Number.NaN
  if (stored === 'Infinity') return Number.POSITIVE_INFINITY
  if (stored === '-Infinity') return Number.NEGATIVE_INFINITY
  throw new InvariantError(`stored number = ${JSON.stringify(stored)}, must be a number, NaN, Infinity or -Infinity`)
}
