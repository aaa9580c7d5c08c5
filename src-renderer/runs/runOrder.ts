/** The order of the runs table: by one column, equal values by age, what has no value last either way. */
import type { RunSummary } from '../../src-main/contract/run'
import type { SortValue } from './runColumns'

export interface RunSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export function sortRuns(
  runs: readonly RunSummary[],
  sortValue: (run: RunSummary) => SortValue,
  direction: RunSort['direction'],
): readonly RunSummary[] {
  const sign = direction === 'ascending' ? 1 : -1
  return runs
    .map((run) => ({ run, value: sortValue(run) }))
    .sort((a, b) => {
      const missing = Number(isMissing(a.value)) - Number(isMissing(b.value))
      if (missing !== 0) return missing
      return sign * compareValues(a.value, b.value) || b.run.id - a.run.id
    })
    .map(({ run }) => run)
}

function isMissing(value: SortValue): boolean {
  return value === null || value === '' || Number.isNaN(value)
}

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return collator.compare(String(a ?? ''), String(b ?? ''))
}
