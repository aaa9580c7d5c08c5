/**
 * How a CSV file is written: its delimiter, and whether its first record names the columns.
 *
 * Delimiter: the first of tab, semicolon, bar and comma that gives every record of the beginning the same number of
 * fields, two or more; the rarer characters are asked first, since a comma also stands in numbers and texts. When none
 * does, the one that cuts the first record into most fields.
 * Names: the first record names the columns when its fields differ and none is a number, or is missing save the first.
 */
import { LabFailure } from '../../contract/errors'
import { refuse } from '../refuse'
import { CsvParser, type Delimiter } from './csvParser'
import { isMissing, numberOf } from './csvValue'
import { readTextChunks } from './textChunks'

export interface Dialect {
  readonly delimiter: Delimiter
  readonly hasNames: boolean
  /** In the order of the file, each different. */
  readonly names: readonly string[]
}

export interface DialectChoice {
  readonly delimiter: 'auto' | 'comma' | 'semicolon' | 'tab' | 'bar'
  readonly header: 'auto' | 'yes' | 'no'
}

const delimiters = { tab: '\t', semicolon: ';', bar: '|', comma: ',' } as const
const headBytes = 256 * 1024
const headRecords = 200
export const mostColumns = 20_000

/** @throws LabFailure `datasetUnreadable` */
export function detectDialect(file: string, choice: DialectChoice): Dialect {
  let head = ''
  const isWhole = readTextChunks(
    file,
    (text) => {
      head += text
      return true
    },
    { mostBytes: headBytes },
  )
  const records = (delimiter: Delimiter) => recordsOf(file, head, isWhole, delimiter)
  const delimiter = choice.delimiter === 'auto' ? likeliest(records) : delimiters[choice.delimiter]
  const [first] = records(delimiter)
  if (first === undefined) refuse(file, isWhole ? 'holds no record' : `holds no whole record in ${headBytes} bytes`)
  if (first.length > mostColumns) refuse(file, `line 1 has ${first.length} fields; at most ${mostColumns} are read`)
  const hasNames = choice.header === 'auto' ? looksLikeNames(first) : choice.header === 'yes'
  return { delimiter, hasNames, names: namesOf(file, first, hasNames) }
}

/** "tab", "comma" … */
export function delimiterName(delimiter: Delimiter): string {
  return Object.entries(delimiters).find(([, one]) => one === delimiter)?.[0] ?? delimiter
}

function recordsOf(file: string, head: string, isWhole: boolean, delimiter: Delimiter): readonly (readonly string[])[] {
  const records: (readonly string[])[] = []
  const parser = new CsvParser(file, delimiter, (fields) => {
    records.push(fields)
    return records.length < headRecords
  })
  parser.push(head, isWhole)
  return records
}

function likeliest(records: (delimiter: Delimiter) => readonly (readonly string[])[]): Delimiter {
  let widest: { delimiter: Delimiter; fields: number } = { delimiter: ',', fields: 1 }
  for (const delimiter of Object.values(delimiters)) {
    const counts = attempted(() => records(delimiter).map((fields) => fields.length))
    const fields = counts[0] ?? 0
    if (fields > 1 && counts.every((count) => count === fields)) return delimiter
    if (fields > widest.fields) widest = { delimiter, fields }
  }
  return widest.delimiter
}

/** A wrong delimiter may find faults in quotes; then it is the wrong one. */
function attempted(count: () => number[]): number[] {
  try {
    return count()
  } catch (error) {
    if (error instanceof LabFailure) return []
    throw error
  }
}

function looksLikeNames(fields: readonly string[]): boolean {
  const isName = (field: string, index: number) => (index === 0 && field === '') || !isMissing(field)
  const names = fields.map((field) => field.trim())
  return (
    names.every((field, index) => isName(field, index) && !(field !== '' && Number.isFinite(numberOf(field)))) &&
    new Set(names).size === names.length
  )
}

function namesOf(file: string, first: readonly string[], hasNames: boolean): string[] {
  const names = first.map((field, index) => (hasNames && field.trim() !== '' ? field.trim() : `column${index + 1}`))
  const places = new Map<string, number>()
  names.forEach((name, index) => {
    const before = places.get(name)
    if (before !== undefined) refuse(file, `line 1 names the fields ${before} and ${index + 1} both "${name}"`)
    places.set(name, index + 1)
  })
  return names
}
