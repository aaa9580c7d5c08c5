/**
 * Full-resolution CSV of series: a step column, and one column for each series of each run.
 *
 * Records end in CR LF (RFC 4180). A step that a series has no value for is an empty field, so that NaN, written
 * `NaN`, stays different from nothing.
 */
import { type ColumnKey, columnKeyText } from '../contract/series'
import { csvField } from './csvField'

export interface SeriesCsvColumn {
  readonly run: { readonly id: number; readonly name: string }
  readonly key: ColumnKey
  /** Rising strictly; as long as `values`. */
  readonly steps: Float64Array
  readonly values: Float64Array
}

const recordsPerPiece = 1000

/** `bowl, Adam #4 trainingLoss.value`: the id keeps runs of one name apart. */
function seriesCsvHeader(column: Pick<SeriesCsvColumn, 'run' | 'key'>): string {
  return `${column.run.name} #${column.run.id} ${columnKeyText(column.key)}`
}

/**
 * Yields the text in pieces, since a long run's is longer than a string may be.
 *
 * @throws RangeError when the two columns of a series differ in length.
 */
export function* seriesCsv(columns: readonly SeriesCsvColumn[]): Generator<string, void, undefined> {
  for (const column of columns) {
    if (column.steps.length !== column.values.length) {
      throw new RangeError(
        `${seriesCsvHeader(column)} has ${column.steps.length} steps, must be as many as values (${column.values.length})`,
      )
    }
  }
  yield `${['step', ...columns.map(seriesCsvHeader)].map(csvField).join(',')}\r\n`
  const next = columns.map(() => 0)
  let records: string[] = []
  for (;;) {
    let step = Number.POSITIVE_INFINITY
    columns.forEach((column, index) => {
      step = Math.min(step, column.steps[next[index]!] ?? Number.POSITIVE_INFINITY)
    })
    if (step === Number.POSITIVE_INFINITY) break
    const fields = columns.map((column, index) => {
      const place = next[index]!
      if (column.steps[place] !== step) return ''
      next[index] = place + 1
      return csvField(column.values[place]!)
    })
    records.push(`${step},${fields.join(',')}\r\n`)
    if (records.length === recordsPerPiece) {
      yield records.join('')
      records = []
    }
  }
  if (records.length > 0) yield records.join('')
}
