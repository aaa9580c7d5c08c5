/**
 * The second pass over a CSV file: numbers and categories into one table, and its digest.
 *
 * Features stand in the order of the columns: a number is one feature, a category one for each of its names, 1 for the
 * one it is and 0 for the others. A missing value is NaN in all features of its column until a mean takes its place.
 * Rows stand in an order drawn from the seed, so that a limit keeps no more than it takes.
 */
import { keptReads } from '../keptReads'
import { refuse } from '../refuse'
import { shuffledRows } from '../splitRows'
import type { Categories, ColumnSurvey } from './columnSurvey'
import type { CsvSettings } from './csvSettings'
import { type CsvSurvey, surveyCsv } from './csvSurvey'
import { isMissingAt, numberOf } from './csvValue'
import { passOver } from './dialect'

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
  readonly targetName: string
  readonly digest: string
}

const changed = 'was changed while it was read'

/** @throws LabFailure `datasetUnreadable`, naming line and column */
export function readCsvTable(settings: CsvSettings, seed: number): CsvTable {
  const placesBySeed: Places = (rowCount, count) => placesOf(rowCount, count, seed)
  // With a limit the seed says which rows are read at all.
  if (!keptReads.isOn || settings.limit > 0) return readTable(settings, placesBySeed)
  const inFileOrder: Places = (rowCount) => Uint32Array.from({ length: rowCount }, (_, row) => row)
  const table = keptReads.read(
    `csv ${JSON.stringify(settings)}`,
    [settings.file],
    () => readTable(settings, inFileOrder),
    ({ values, targets }) => values.byteLength + targets.byteLength,
  )
  return inOrder(table, placesBySeed(table.count, table.count))
}

/** A table of its own, which may be changed. */
function inOrder(table: CsvTable, places: Uint32Array): CsvTable {
  const { size } = table
  const values = new Float64Array(table.values.length)
  const targets = new Float64Array(table.targets.length)
  for (const [row, place] of places.entries()) {
    values.set(table.values.subarray(row * size, (row + 1) * size), place * size)
    targets[place] = table.targets[row]!
  }
  return { ...table, values, targets }
}

/** Row of the file → row of the table; `unused` for rows that are not taken. */
type Places = (rowCount: number, count: number) => Uint32Array

function readTable(settings: CsvSettings, placesFor: Places): CsvTable {
  const { file } = settings
  const { dialect, survey, count, size, fingerprint, fingerprintOf } = surveyCsv(settings)
  const layout = layOut(survey)
  const values = new Float64Array(count * size)
  const targets = new Float64Array(count)
  const places = placesFor(survey.rowCount, count)
  let row = 0
  const bytes = passOver(file, dialect, (fields, _line, quoted) => {
    if (fields.length !== dialect.width) refuse(file, changed)
    if (survey.drops(fields, quoted)) return
    const place = places[row++] ?? unused
    if (place === unused) return
    layout.write(values, place * size, fields, quoted)
    targets[place] = layout.targetOf(fields)
  })
  if (fingerprintOf(bytes) !== fingerprint || row !== survey.rowCount) refuse(file, changed)
  return { ...layout, size, values, count, targets, digest: `sha256:${fingerprint}` }
}

const unused = 2 ** 32 - 1

/** In an order drawn from the seed, so that a limit keeps no more than it takes. */
function placesOf(rowCount: number, count: number, seed: number): Uint32Array {
  const places = new Uint32Array(rowCount).fill(unused)
  shuffledRows(rowCount, seed)
    .subarray(0, count)
    .forEach((row, place) => {
      places[row] = place
    })
  return places
}

interface Layout extends Pick<CsvTable, 'kind' | 'classNames' | 'isNumber' | 'featureNames' | 'targetName'> {
  write(into: Float64Array, offset: number, fields: readonly string[], quoted: readonly number[]): void
  targetOf(fields: readonly string[]): number
}

/** How the columns of a sound survey become features and target. */
function layOut({ inputs, target, task }: CsvSurvey): Layout {
  const encoders = inputs.map(encoderOf)
  const classes = task === 'classification' ? target.categories() : null
  const { mark, plan } = target
  return {
    kind: classes === null ? 'regression' : 'classification',
    classNames: classes?.names ?? [],
    isNumber: encoders.flatMap(({ size: own, isNumber }) => Array.from({ length: own }, () => isNumber)),
    featureNames: encoders.flatMap(({ size: own, name }) => Array.from({ length: own }, () => name)),
    targetName: plan.name,
    write(into, offset, fields, quoted) {
      let at = offset
      for (let index = 0; index < encoders.length; index++) {
        const encoder = encoders[index]!
        if (isMissingAt(fields, encoder.place, quoted)) into.fill(Number.NaN, at, at + encoder.size)
        else encoder.write(into, at, fields[encoder.place]!)
        at += encoder.size
      }
    },
    targetOf(fields) {
      const field = fields[plan.place]!
      return classes === null ? numberOf(field, mark) : (classes.indexOf.get(field.trim()) ?? Number.NaN)
    },
  }
}

interface Encoder {
  readonly name: string
  readonly place: number
  readonly size: number
  readonly isNumber: boolean
  /** @param field - not a missing one */
  write(into: Float64Array, offset: number, field: string): void
}

function encoderOf(column: ColumnSurvey): Encoder {
  const { mark } = column
  const { name, place } = column.plan
  if (column.type === 'category') return categoryEncoder(name, place, column.categories())
  return {
    name,
    place,
    size: 1,
    isNumber: true,
    write(into, offset, field) {
      into[offset] = numberOf(field, mark)
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
      into[offset + (indexOf.get(field.trim()) ?? 0)] = 1
    },
  }
}
