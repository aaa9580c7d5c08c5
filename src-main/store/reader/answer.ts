/** Every read of series and groups, by name, as the reading thread answers it. */
import { seriesCsv } from '../../analysis/seriesCsv'
import type { RunId } from '../../contract/identifiers'
import {
  type BandRequest,
  columnNames,
  type FactsRequest,
  type Group,
  type GroupsRequest,
  type RecordedSeries,
  type SeriesBand,
  type SeriesFacts,
  type SeriesRequest,
  type SeriesWindow,
} from '../../contract/series'
import type { ReadableDb } from '../labDatabase'
import { replaceFile } from '../replaceFile'
import { listSeries } from '../series/readSeries'
import type { StoredSeries } from '../series/seriesTable'
import { type ColumnsRequest, exportedColumns } from './exportedColumns'
import { readBand } from './readBand'
import { readFacts } from './readFacts'
import { readGroups } from './readGroups'
import { readWindows } from './readSeriesWindow'
import { SmoothedSeries } from './smoothedSeries'

/** Name → what is asked and what is answered. */
export interface Reads {
  list: { input: { readonly run: RunId }; output: RecordedSeries[] }
  windows: { input: SeriesRequest; output: SeriesWindow[] }
  facts: { input: FactsRequest; output: SeriesFacts }
  band: { input: BandRequest; output: SeriesBand }
  groups: { input: GroupsRequest; output: Group[] }
  /** Written whole or not at all. @throws what the file system throws */
  exportCsv: { input: ColumnsRequest & { readonly to: string }; output: null }
}
export type ReadName = keyof Reads
type Answers = { readonly [N in ReadName]: (input: Reads[N]['input']) => Reads[N]['output'] }

/** Of smoothed columns in memory; what was not asked for longest goes first. */
const mostSmoothedBytes = 256 * 1024 * 1024

/** @throws LabFailure `damaged` when something that an answer rests on is not what was stored. */
export function createAnswers(db: ReadableDb): Answers {
  const smoothed = new SmoothedColumns(db)
  return {
    list: ({ run }) => listSeries(db, run),
    windows: (request) => readWindows(db, request, (...column) => smoothed.of(...column)),
    facts: (request) => readFacts(db, request),
    band: (request) => readBand(db, request),
    groups: (request) => readGroups(db, request),
    exportCsv: ({ to, ...request }) => {
      replaceFile(to, seriesCsv(exportedColumns(db, request)))
      return null
    },
  }
}

/** Smoothed columns that were asked for lately. */
class SmoothedColumns {
  readonly #db: ReadableDb
  readonly #known = new Map<string, SmoothedSeries>()

  constructor(db: ReadableDb) {
    this.#db = db
  }

  of(series: StoredSeries, place: number, weight: number): SmoothedSeries {
    const name = JSON.stringify([series.run, series.id, columnNames(series.shape)[place], weight])
    const known = this.#known.get(name)
    this.#known.delete(name)
    // A run that is resumed may have fewer rows than before.
    const isLonger = known !== undefined && known.rowCount <= series.rowCount
    const column = isLonger ? known : new SmoothedSeries(this.#db, series, place, weight)
    if (isLonger) column.grow(series)
    this.#known.set(name, column)
    this.#makeRoom()
    return column
  }

  #makeRoom(): void {
    let bytes = [...this.#known.values()].reduce((total, { sizeBytes }) => total + sizeBytes, 0)
    for (const [name, { sizeBytes }] of this.#known) {
      if (bytes <= mostSmoothedBytes || this.#known.size === 1) return
      this.#known.delete(name)
      bytes -= sizeBytes
    }
  }
}
