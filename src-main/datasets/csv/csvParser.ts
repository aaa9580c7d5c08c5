/**
 * Splits CSV text into records as it comes, by RFC 4180.
 *
 * A field in double quotes may hold delimiters, line ends, and quotes written twice; a quote inside an unquoted field
 * stands for itself. Lines end with CR LF, LF or CR. Empty lines, and lines of blanks alone, are passed over. Where the text was cut into pieces
 * changes nothing: what is left of a record waits for the next piece, and is at most `longestRecord` long.
 * Source: Shafranovich, "Common format and MIME type for comma-separated values (CSV) files", RFC 4180, 2005.
 */
import { refuse } from '../refuse'

export type Delimiter = ',' | ';' | '\t' | '|'

/**
 * @param line - where the record begins, from 1
 * @param quoted - places of the fields that stand in quotes, rising
 * @returns `false` to end the parsing
 */
export type OnRecord = (fields: readonly string[], line: number, quoted: readonly number[]) => boolean

/** Characters; what is longer has lost a quote. */
const longestRecord = 4 * 1024 * 1024

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const incomplete = -1

export class CsvParser {
  readonly #file: string
  readonly #delimiter: number
  readonly #onRecord: OnRecord
  #waiting = ''
  /** Of the record that begins next. */
  #line = 1
  #isStopped = false

  constructor(file: string, delimiter: Delimiter, onRecord: OnRecord) {
    this.#file = file
    this.#delimiter = delimiter.charCodeAt(0)
    this.#onRecord = onRecord
  }

  /**
   * @returns whether more is wanted
   * @throws LabFailure `datasetUnreadable`, naming the line
   */
  push(text: string, isLast: boolean): boolean {
    const whole = this.#waiting + text
    let start = 0
    while (start < whole.length && !this.#isStopped) {
      const next = this.#readRecord(whole, start, isLast)
      if (next === incomplete) break
      start = next
    }
    this.#waiting = this.#isStopped ? '' : whole.slice(start)
    if (this.#waiting.length > longestRecord) {
      refuse(
        this.#file,
        `line ${this.#line} begins a record of more than ${longestRecord} characters; is a quote open?`,
      )
    }
    return !this.#isStopped
  }

  /** Where the next record starts, or `incomplete`. */
  #readRecord(text: string, start: number, isLast: boolean): number {
    const fields: string[] = []
    const quoted: number[] = []
    const line = this.#line
    const end = text.length
    let linesInside = 0
    let at = start
    for (;;) {
      if (at < end && text.charCodeAt(at) === quote) {
        const field = this.#readQuoted(text, at, isLast, line + linesInside)
        if (field === null) return incomplete
        quoted.push(fields.length)
        fields.push(field.value)
        linesInside += countLineEnds(field.value)
        at = field.end
      } else {
        const from = at
        while (at < end && !this.#endsField(text.charCodeAt(at))) at++
        fields.push(text.slice(from, at))
      }
      if (at === end) {
        if (!isLast) return incomplete
        break
      }
      const after = text.charCodeAt(at)
      if (after === carriageReturn && at + 1 === end && !isLast) return incomplete
      at += after === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1
      if (after === this.#delimiter) continue
      if (after === carriageReturn || after === lineFeed) break
      const place = `line ${line + linesInside}, field ${fields.length}`
      refuse(this.#file, `${place}: "${text.charAt(at - 1)}" after the closing quote, where the field must end`)
    }
    this.#line += linesInside + 1
    const isEmptyLine = fields.length === 1 && fields[0]!.trim() === ''
    if (!isEmptyLine && !this.#onRecord(fields, line, quoted)) this.#isStopped = true
    return at
  }

  #endsField(code: number): boolean {
    return code === this.#delimiter || code === lineFeed || code === carriageReturn
  }

  /** The field whose quote opens at `open`, and the place after its closing quote; null when that is still to come. */
  #readQuoted(text: string, open: number, isLast: boolean, line: number): { value: string; end: number } | null {
    let value = ''
    let from = open + 1
    for (;;) {
      const close = text.indexOf('"', from)
      if (close < 0) {
        if (isLast) refuse(this.#file, `line ${line} opens a quote that is never closed`)
        return null
      }
      // At the end of a piece the record is incomplete anyway, and is read again with what follows.
      value += text.slice(from, close)
      if (text.charCodeAt(close + 1) !== quote) return { value, end: close + 1 }
      value += '"'
      from = close + 2
    }
  }
}

function countLineEnds(value: string): number {
  return value.match(/\r\n|\r|\n/g)?.length ?? 0
}
