import type { RunId } from '../../contract/identifiers'
import { type ColumnKey, columnNames } from '../../contract/series'
import type { ReadableDb } from '../labDatabase'
import { listSeries, readSeries } from '../series/readSeries'

/** Every value of a column with its steps; none when the run has no such column. */
export function readColumn(db: ReadableDb, run: RunId, { column, ...key }: ColumnKey) {
  const series = listSeries(db, run).find(
    (each) => each.key.diagnostic === key.diagnostic && each.key.parameter === key.parameter,
  )
  const place = series === undefined ? -1 : columnNames(series.shape).indexOf(column)
  if (place === -1) return { steps: new Float64Array(), values: new Float64Array() }
  const { steps, columns } = readSeries(db, run, key, [place])
  return { steps, values: columns[0]! }
}
