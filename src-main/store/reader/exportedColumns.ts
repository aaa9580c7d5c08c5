/** Columns of runs for an export, in the order of the definitions, each series read once. */
import type { SeriesCsvColumn } from '../../analysis/seriesCsv'
import type { RunId } from '../../contract/identifiers'
import { type ColumnKey, columnKeys, columnKeyText, columnNames } from '../../contract/series'
import { inSnapshot, type ReadableDb } from '../labDatabase'
import { listSeries, readSeries } from '../series/readSeries'

export interface ColumnsRequest {
  readonly runs: readonly { readonly id: RunId; readonly name: string }[]
  /** All columns when left out. */
  readonly keys?: readonly ColumnKey[]
  /** Of the diagnostics, in the order of their list. */
  readonly kinds: readonly string[]
}

/** @throws LabFailure `damaged` when a row is not what was stored. */
export function exportedColumns(db: ReadableDb, { runs, keys, kinds }: ColumnsRequest): SeriesCsvColumn[] {
  const wanted = keys === undefined ? undefined : new Set(keys.map(columnKeyText))
  return inSnapshot(db, () =>
    runs.flatMap((run) =>
      listSeries(db, run.id, kinds).flatMap((recorded) => {
        const asked = columnKeys(recorded).filter((key) => wanted === undefined || wanted.has(columnKeyText(key)))
        if (asked.length === 0) return []
        const names = columnNames(recorded.shape)
        const places = asked.map(({ column }) => names.indexOf(column))
        const { steps, columns } = readSeries(db, run.id, recorded.key, places)
        return asked.map((key, index) => ({ run, key, steps, values: columns[index]! }))
      }),
    ),
  )
}
