/** A parser that hands on the rows of the table alone: neither what stands before it nor its names. */
import { CsvParser, type OnRecord } from './csvParser'
import type { Dialect } from './dialect'

export function tableParser(file: string, { delimiter, hasNames, firstLine }: Dialect, onRow: OnRecord): CsvParser {
  const lastSkipped = hasNames ? firstLine : firstLine - 1
  return new CsvParser(file, delimiter, (fields, line, quoted) => line <= lastSkipped || onRow(fields, line, quoted))
}
