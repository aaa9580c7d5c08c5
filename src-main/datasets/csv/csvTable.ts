/**
 * The second pass over a CSV file: numbers and categories into one table, and its digest.
 *
 * Features stand in the order of the columns: a number is one feature, a category one for each of its names, 1 for the
 * one it is and 0 for the others. A missing value is NaN in all features of its column until a mean takes its place.
 * Rows stand in an order drawn from the seed, so that a limit keeps no more than it takes.
 */
import { createHash } from 'node:crypto'
import { refuse } from '../refuse'
import { requireClasses } from '../requireClasses'
import { shuffledRows } from '../splitRows'
import type { Categories, ColumnSurvey } from './columnSurvey'
import { CsvParser } from './csvParser'
import { type CsvSettings, shapingSettings } from './csvSettings'
import { CsvSurvey } from './csvSurvey'
import { isMissing, numberOf } from './csvValue'
import { type Dialect, detectDialect } from './dialect'
import { readTextChunks } from './textChunks'

export interface CsvTable {
  /** Row-major, `size` a row, `count` rows. */
  readonly values: Float64Array
  readonly size: number
  readonly count: number
  /** Indices of classes, or values. */
  readonly targets: Float64Array
  readonly kind: 'classification' | 'regression'
  /** Empty for a regression. */
  readonly classNames: readonly string[]
  /** Whether a feature is a measured number, and not one name of a category. */
  readonly isNumber: readonly boolean[]
  /** Name of the column of each feature. */
  readonly featureNames: readonly string[]
  readonly digest: string
}

/** 4 GiB of float64. */
const mostNumbers = 2 ** 29
const changed = 'was changed while it was read'

/** @throws LabFailure `datasetUnreadable`, naming line and column */
export function readCsvTable(settings: CsvSettings, seed: number): CsvTable {
  const { file, limit } = settings
  const dialect = detectDialect(file, settings)
  const survey = new CsvSurvey(file, dialect, settings)
  const fingerprint = pass(file, dialect, settings, (fields, line) => survey.add(fields, line))
  const [problem] = survey.problems()
  if (problem !== undefined) refuse(file, problem)
  if (limit > survey.rowCount) {
    refuse(file, `holds ${survey.rowCount} rows to use, fewer than the limit of ${limit} asked for`)
  }
  const layout = layOut(survey)
  requireClasses(file, layout.classNames, `column "${survey.target.plan.name}"`)
  const count = limit === 0 ? survey.rowCount : limit
  if (count * layout.size > mostNumbers) {
    refuse(file, `needs ${count} × ${layout.size} numbers, must be at most ${mostNumbers}; limit and ignore take less`)
  }
  const values = new Float64Array(count * layout.size)
  const targets = new Float64Array(count)
  const places = placesOf(survey.rowCount, count, seed)
  let isNames = dialect.hasNames
  let row = 0
  const second = pass(file, dialect, settings, (fields) => {
    if (fields.length !== dialect.names.length) refuse(file, changed)
    if (isNames) isNames = false
    else if (!survey.drops(fields)) writeRow(fields)
  })
  function writeRow(fields: readonly string[]): void {
    const place = places[row++] ?? unused
    if (place === unused) return
    layout.write(values, place * layout.size, fields)
    targets[place] = layout.targetOf(fields)
  }
  if (second !== fingerprint || row !== survey.rowCount) refuse(file, changed)
  return { ...layout, values, count, targets, digest: `sha256:${fingerprint}` }
}

/** Reads the file once; the digest of its bytes and of the settings that shape the table. */
function pass(
  file: string,
  dialect: Dialect,
  settings: CsvSettings,
  onRecord: (fields: readonly string[], line: number) => void,
): string {
  const hash = createHash('sha256')
  const parser = new CsvParser(file, dialect.delimiter, (fields, line) => {
    onRecord(fields, line)
    return true
  })
  readTextChunks(file, (text, isLast) => parser.push(text, isLast), { onBytes: (bytes) => hash.update(bytes) })
  return hash.update(shapingSettings(settings)).digest('hex')
}

const unused = 2 ** 32 - 1

/** Row of the file → row of the table; `unused` for rows beyond the limit. */
function placesOf(rowCount: number, count: number, seed: number): Uint32Array {
  const places = new Uint32Array(rowCount).fill(unused)
  shuffledRows(rowCount, seed)
    .subarray(0, count)
    .forEach((row, place) => {
      places[row] = place
    })
  return places
}

interface Layout extends Pick<CsvTable, 'size' | 'kind' | 'classNames' | 'isNumber' | 'featureNames'> {
  write(into: Float64Array, offset: number, fields: readonly string[]): void
  targetOf(fields: readonly string[]): number
}

/** How the columns of a sound survey become features and target. */
function layOut({ inputs, target, task }: CsvSurvey): Layout {
  const encoders = inputs.map(encoderOf)
  const size = encoders.reduce((sum, encoder) => sum + encoder.size, 0)
  const classes = task === 'classification' ? target.categories() : null
  const { place } = target.plan
  return {
    size,
    kind: classes === null ? 'regression' : 'classification',
    classNames: classes?.names ?? [],
    isNumber: encoders.flatMap(({ size: own, isNumber }) => Array.from({ length: own }, () => isNumber)),
    featureNames: encoders.flatMap(({ size: own, name }) => Array.from({ length: own }, () => name)),
    write(into, offset, fields) {
      let at = offset
      for (let index = 0; index < encoders.length; index++) {
        const encoder = encoders[index]!
        encoder.write(into, at, fields[encoder.place]!)
        at += encoder.size
      }
    },
    targetOf(fields) {
      const field = fields[place]!
      return classes === null ? numberOf(field) : (classes.indexOf.get(field) ?? Number.NaN)
    },
  }
}

interface Encoder {
  readonly name: string
  readonly place: number
  readonly size: number
  readonly isNumber: boolean
  write(into: Float64Array, offset: number, field: string): void
}

function encoderOf(column: ColumnSurvey): Encoder {
  const { name, place } = column.plan
  if (column.type === 'category') return categoryEncoder(name, place, column.categories())
  return {
    name,
    place,
    size: 1,
    isNumber: true,
    write(into, offset, field) {
      into[offset] = isMissing(field) ? Number.NaN : numberOf(field)
    },
  }
}

function categoryEncoder(name: string, place: number, { names, indexOf }: Categories): Encoder {
  return {
    name,
    place,
    size: names.length,
    isNumber: false,
    write(into, offset, field) {
      const index = indexOf.get(field)
      if (index !== undefined) into[offset + index] = 1
      else into.fill(Number.NaN, offset, offset + names.length)
    },
  }
}
