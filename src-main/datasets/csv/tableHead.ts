/**
 * The first records of a CSV file under one delimiter or another, without the lines that stand before the table, and the
 * names of the columns in the first of them.
 *
 * Before the table may stand `sep=;`, by which a spreadsheet is told the delimiter, and lines of comment: lines that
 * begin with #, outside quotes, and have another number of fields than the first line without. A line with # that has as
 * many is the first line, since programs of the sciences put the mark before the names.
 */
import { refuse } from '../refuse'
import { CsvParser, type Delimiter } from './csvParser'
import { isMissingAt, numberOf } from './csvValue'

export interface HeadRecord {
  readonly fields: readonly string[]
  readonly line: number
  readonly quoted: readonly number[]
}

export interface Head {
  readonly text: string
  /** Whether the text is the whole file. */
  readonly isWhole: boolean
  /** What a first line `sep=…` says, whatever it is. */
  readonly saidDelimiter: string | null
}

export const headRecords = 200

const separatorLine = /^"?sep=([^\r\n])"?[ \t]*(?=[\r\n]|$)/i

export function headOf(text: string, isWhole: boolean): Head {
  return { text, isWhole, saidDelimiter: separatorLine.exec(text)?.[1] ?? null }
}

/** @throws LabFailure `datasetUnreadable`, naming the line */
export function tableRecords(file: string, head: Head, delimiter: Delimiter): readonly HeadRecord[] {
  const records: HeadRecord[] = []
  const parser = new CsvParser(file, delimiter, (fields, line, quoted) => {
    const record = { fields, line, quoted }
    if (line > 1 || head.saidDelimiter === null) records.push(delimiter === ' ' ? withJoinedMark(record) : record)
    return records.length < headRecords
  })
  parser.push(head.text, head.isWhole)
  const first = records.findIndex((record) => !hasCommentMark(record))
  if (first <= 0) return records
  const width = records[first]!.fields.length
  return records.slice(records.findIndex((record, at) => at === first || record.fields.length === width))
}

/** The delimiter that the first line of the file names. @throws LabFailure when it is none */
export function saidDelimiter(
  file: string,
  { saidDelimiter: said }: Head,
  known: readonly Delimiter[],
): Delimiter | null {
  if (said === null) return null
  const delimiter = known.find((one) => one === said)
  if (delimiter !== undefined) return delimiter
  return refuse(
    file,
    `says sep=${said} in line 1; fields are separated by a comma, a semicolon, a tab, a bar or blanks`,
  )
}

/** `# x y` names two columns: the blank after the mark separates no field, as behind any other delimiter. */
function withJoinedMark(record: HeadRecord): HeadRecord {
  const [mark, first, ...rest] = record.fields
  if (mark !== '#' || first === undefined || record.quoted.includes(0)) return record
  return { ...record, fields: [`# ${first}`, ...rest], quoted: record.quoted.map((place) => place - 1) }
}

function hasCommentMark({ fields, quoted }: HeadRecord): boolean {
  return fields[0]!.startsWith('#') && quoted[0] !== 0
}

/**
 * Whether the first record of the table may name the columns: none of its fields is a number, with a decimal point or
 * comma, and none is a missing value other than an empty field.
 */
export function looksLikeNames({ fields, quoted }: HeadRecord): boolean {
  const isName = (field: string, place: number) =>
    field.trim() === '' || !(isMissingAt(fields, place, quoted) || isNumber(field))
  return fields.every(isName) && fields.some((field) => field.trim() !== '')
}

/** With a decimal point or comma. */
export function isNumber(field: string): boolean {
  return Number.isFinite(numberOf(field)) || Number.isFinite(numberOf(field, ','))
}

/**
 * What the columns are called, in the order of the file, each different: by the record, or by their place where it gives
 * no name. Names that repeat are refused, and never taken for data: a row that is lost or gained would not be seen.
 *
 * @param isDetected - nobody said that these are names
 * @throws LabFailure `datasetUnreadable` where two are the same
 */
export function namesOf(
  file: string,
  { fields, line }: HeadRecord,
  { hasNames, isDetected }: { readonly hasNames: boolean; readonly isDetected: boolean },
): string[] {
  const names = fields.map((field, index) => (hasNames && field.trim() !== '' ? field.trim() : placeName(index)))
  const places = new Map<string, number>()
  names.forEach((name, index) => {
    const before = places.get(name)
    if (before !== undefined) {
      const advice = isDetected ? '; header = no reads it as data' : ''
      refuse(file, `line ${line} names the fields ${before} and ${index + 1} both "${name}"${advice}`)
    }
    places.set(name, index + 1)
  })
  return names
}

/** @param index - from 0 */
export function placeName(index: number): string {
  return `column${index + 1}`
}
