/** The order of the runs table: by one column, equal values newest first, what has no value last either way. */
import type { RunSummary } from '../../src-main/contract/run'
import type { SortValue } from './runColumns'

export interface RunSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Asks for the value of a run once, however often it is compared. */
export function runOrder(
  sortValue: (run: RunSummary) => SortValue,
  direction: RunSort['direction'],
): (a: RunSummary, b: RunSummary) => number {
  const sign = direction === 'ascending' ? 1 : -1
  const values = new WeakMap<RunSummary, SortValue>()
  const valueIn = (run: RunSummary): SortValue => {
    let value = values.get(run)
    if (value === undefined) {
      value = sortValue(run)
      values.set(run, value)
    }
    return value
  }
  return (a, b) => {
    const [one, other] = [valueIn(a), valueIn(b)]
    const missing = Number(isMissing(one)) - Number(isMissing(other))
    if (missing !== 0) return missing
    return sign * compareValues(one, other) || b.id - a.id
  }
}

export function newestFirst(a: RunSummary, b: RunSummary): number {
  return b.id - a.id
}

export function oldestFirst(a: RunSummary, b: RunSummary): number {
  return a.id - b.id
}

function isMissing(value: SortValue): boolean {
  return value === null || value === '' || Number.isNaN(value)
}

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return collator.compare(String(a ?? ''), String(b ?? ''))
}
