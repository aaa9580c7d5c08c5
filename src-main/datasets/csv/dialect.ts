/**
 * How a CSV file is written: its delimiter, where its table begins, and whether the first record names the columns; and
 * its rows, read by that.
 *
 * Delimiter: what a first line `sep=…` says; else the first of tab, semicolon, bar and comma that gives every record of
 * the beginning the same number of fields, two or more; the rarer characters are asked first, since a comma also stands
 * in numbers and texts. When none does, blanks do if they give every record the same number; else the one that cuts the
 * first record into most fields. Blanks go before another that leaves two numbers in one field: `0,5 1,5` is no `5 1`.
 * A last field that is empty in every record, names included, is a delimiter that a spreadsheet left behind: no column.
 */

import { createHash, type Hash } from 'node:crypto'
import { LabFailure } from '../../contract/errors'
import { refuse, shownText } from '../refuse'
import { CsvParser, type Delimiter, type OnRecord } from './csvParser'
import { isMissing } from './csvValue'
import { disguiseOf, disguiseText } from './disguise'
import { type HeadRecord, headOf, isNumber, looksLikeNames, namesOf, saidDelimiter, tableRecords } from './tableHead'
import { readTextChunks } from './textChunks'

export interface Dialect {
  readonly delimiter: Delimiter
  readonly hasNames: boolean
  /** In the order of the file, each different. */
  readonly names: readonly string[]
  /** Fields of a record: one more than names where the last one is always empty. */
  readonly width: number
  /** Where the first record of the table begins, names or data. */
  readonly firstLine: number
  readonly firstFields: readonly string[]
  /** Nobody said whether the first record holds names. */
  readonly isHeaderDetected: boolean
}

export interface DialectChoice {
  readonly delimiter: 'auto' | 'comma' | 'semicolon' | 'tab' | 'bar' | 'blanks'
  readonly header: 'auto' | 'yes' | 'no'
}

const delimiters = { tab: '\t', semicolon: ';', bar: '|', comma: ',', blanks: ' ' } as const
const headBytes = 256 * 1024
export const mostColumns = 20_000

/** @throws LabFailure `datasetUnreadable` */
export function detectDialect(file: string, choice: DialectChoice): Dialect {
  let text = ''
  const isWhole = readTextChunks(
    file,
    (piece) => {
      text += piece
      return true
    },
    { mostBytes: headBytes },
  )
  const head = headOf(text, isWhole)
  const records = (delimiter: Delimiter) => tableRecords(file, head, delimiter)
  const delimiter =
    choice.delimiter !== 'auto'
      ? delimiters[choice.delimiter]
      : (saidDelimiter(file, head, Object.values(delimiters)) ?? likeliest(records))
  const found = records(delimiter)
  const [first] = found
  if (first === undefined) refuse(file, isWhole ? 'holds no record' : `holds no whole record in ${headBytes} bytes`)
  const width = first.fields.length
  if (width > mostColumns) refuse(file, `line ${first.line} has ${width} fields; at most ${mostColumns} are read`)
  const [joined] = below(found)
  if (width === 1 && joined !== undefined && disguiseOf(joined.fields[0]!) === 'several') {
    refuse(file, `has ${shownText(joined.fields[0]!)} at line ${joined.line}: ${disguiseText.several}`)
  }
  const columns = hasEmptyLast(found) ? { ...first, fields: first.fields.slice(0, -1) } : first
  const isHeaderDetected = choice.header === 'auto'
  const hasNames = isHeaderDetected ? looksLikeNames(columns) : choice.header === 'yes'
  const names = namesOf(file, columns, { hasNames, isDetected: isHeaderDetected })
  const firstFields = columns.fields
  return { delimiter, hasNames, names, width, firstLine: first.line, firstFields, isHeaderDetected }
}

/** "tab", "comma" … */
export function delimiterName(delimiter: Delimiter): string {
  return Object.entries(delimiters).find(([, one]) => one === delimiter)?.[0] ?? delimiter
}

/** To be said where the first record is in the way. */
export function dataHint({ firstLine }: Dialect): string {
  return `(line ${firstLine} was read as data; header = yes makes it names)`
}

function likeliest(recordsBy: (delimiter: Delimiter) => readonly HeadRecord[]): Delimiter {
  let widest: { delimiter: Delimiter; fields: number } = { delimiter: ',', fields: 1 }
  const byBlanks = attempted(() => recordsBy(delimiters.blanks))
  for (const delimiter of Object.values(delimiters)) {
    const records = delimiter === delimiters.blanks ? byBlanks : attempted(() => recordsBy(delimiter))
    if (isEven(records)) return leavesNumbersTogether(records) && isOfNumbers(byBlanks) ? delimiters.blanks : delimiter
    const fields = records[0]?.fields.length ?? 0
    if (fields > widest.fields) widest = { delimiter, fields }
  }
  return widest.delimiter
}

/** Every record has the same number of fields, two or more. */
function isEven(records: readonly HeadRecord[]): boolean {
  const count = records[0]?.fields.length ?? 0
  return count > 1 && records.every(({ fields }) => fields.length === count)
}

/** The records below what may be names, or the only one there is. */
function below(records: readonly HeadRecord[]): readonly HeadRecord[] {
  return records.length > 1 ? records.slice(1) : records
}

/** A field holds two numbers with blanks between them that part no thousands, as in `1  2` and `5 1`, but not in `1 000`. */
function leavesNumbersTogether(records: readonly HeadRecord[]): boolean {
  return below(records).some(({ fields }) =>
    fields.some((field) => {
      const parts = field.trim().split(/[ \t]+/)
      return parts.length > 1 && parts.every(isNumber) && !/^\s*[+-]?\d{1,3}( \d{3})+([.,]\d*)?\s*$/.test(field)
    }),
  )
}

function isOfNumbers(records: readonly HeadRecord[]): boolean {
  return isEven(records) && below(records).every(({ fields }) => fields.every((one) => isNumber(one) || isMissing(one)))
}

/** A wrong delimiter may find faults in quotes; then it is the wrong one. */
function attempted(read: () => readonly HeadRecord[]): readonly HeadRecord[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof LabFailure) return []
    throw error
  }
}

function hasEmptyLast(records: readonly HeadRecord[]): boolean {
  const width = records[0]!.fields.length
  return width > 1 && records.every(({ fields }) => fields.length === width && fields[width - 1]!.trim() === '')
}

/** A parser that hands on the rows of the table alone: neither what stands before it nor its names. */
export function tableParser(file: string, { delimiter, hasNames, firstLine }: Dialect, onRow: OnRecord): CsvParser {
  const lastSkipped = hasNames ? firstLine : firstLine - 1
  return new CsvParser(file, delimiter, (fields, line, quoted) => line <= lastSkipped || onRow(fields, line, quoted))
}

/**
 * Reads the file once from beginning to end, row by row, with a digest of its bytes.
 *
 * @throws LabFailure `datasetUnreadable`, naming the line or the byte
 */
export function passOver(
  file: string,
  dialect: Dialect,
  onRow: (fields: readonly string[], line: number, quoted: readonly number[]) => void,
): Hash {
  const hash = createHash('sha256')
  const parser = tableParser(file, dialect, (fields, line, quoted) => {
    onRow(fields, line, quoted)
    return true
  })
  readTextChunks(file, (text, isLast) => parser.push(text, isLast), { onBytes: (bytes) => hash.update(bytes) })
  return hash
}
