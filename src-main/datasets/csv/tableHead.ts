/**
 * The first records of a CSV file under one delimiter or another, without the lines that stand before the table.
 *
 * Before the table may stand `sep=;`, by which a spreadsheet is told the delimiter, and lines of comment: lines that
 * begin with #, outside quotes, and have another number of fields than the first line without. A line with # that has as
 * many is the first line, since programs of the sciences put the mark before the names.
 */
import { refuse } from '../refuse'
import { CsvParser, type Delimiter } from './csvParser'

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
