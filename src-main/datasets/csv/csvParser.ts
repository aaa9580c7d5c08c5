/**
 * Splits CSV text into records as it comes, by RFC 4180.
 *
 * A field in double quotes may hold delimiters, line ends, and quotes written twice; a quote inside an unquoted field
 * stands for itself. Lines end with CR LF, LF or CR. Empty lines, and lines of blanks alone, are passed over. Where the text was cut into pieces
 * changes nothing: what is left of a record waits for the next piece, and is at most `longestRecord` long.
 * Two liberties: blanks may stand around quotes that close within their line, as in `280, "3" ,9.8`; and fields may be
 * separated by blanks, then by any number of spaces and tabs, which also may stand before the first and after the last.
 * Source: Shafranovich, "Common format and MIME type for comma-separated values (CSV) files", RFC 4180, 2005.
 */
import { refuse } from '../refuse'

/** A space stands for any number of spaces and tabs. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' '

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
const space = 0x20
const tab = 0x09
const incomplete = -1
const none = -2

export class CsvParser {
  readonly #file: string
  readonly #delimiter: number
  readonly #isBlank: boolean
  /** A field in quotes and the blanks behind it, up to the delimiter or the end of the line. */
  readonly #closedInLine: RegExp
  readonly #onRecord: OnRecord
  #waiting = ''
  /** Of the record that begins next. */
  #line = 1
  #isStopped = false

  constructor(file: string, delimiter: Delimiter, onRecord: OnRecord) {
    this.#file = file
    this.#delimiter = delimiter.charCodeAt(0)
    this.#isBlank = delimiter === ' '
    const blanks = delimiter === '\t' ? ' *' : '[ \\t]*'
    this.#closedInLine = new RegExp(`"(?:[^"\\r\\n]|"")*"${blanks}(?=[${delimiter}\\r\\n]|$)`, 'y')
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
    let at = this.#isBlank ? this.#afterBlanks(text, start) : start
    for (;;) {
      const open = this.#openingQuote(text, at, isLast)
      if (open === incomplete) return incomplete
      let behind = at
      if (open === none) {
        while (behind < end && !this.#endsField(text.charCodeAt(behind))) behind++
        fields.push(text.slice(at, behind))
      } else {
        const field = this.#readQuoted(text, open, isLast, line + linesInside)
        if (field === null) return incomplete
        quoted.push(fields.length)
        fields.push(field.value)
        linesInside += countLineEnds(field.value)
        behind = field.end
      }
      at = open === none && !this.#isBlank ? behind : this.#afterBlanks(text, behind)
      if (at === end) {
        if (!isLast) return incomplete
        break
      }
      const after = text.charCodeAt(at)
      if (after === carriageReturn && at + 1 === end && !isLast) return incomplete
      if (after === carriageReturn || after === lineFeed) {
        at += after === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1
        break
      }
      if (this.#isBlank ? at === behind : after !== this.#delimiter) {
        const place = `line ${line + linesInside}, field ${fields.length}`
        refuse(this.#file, `${place}: "${text.charAt(at)}" after the closing quote, where the field must end`)
      }
      if (!this.#isBlank) at++
    }
    this.#line += linesInside + 1
    const isEmptyLine = fields.length === 1 && fields[0]!.trim() === ''
    if (!isEmptyLine && !this.#onRecord(fields, line, quoted)) this.#isStopped = true
    return at
  }

  #endsField(code: number): boolean {
    return code === this.#delimiter || code === lineFeed || code === carriageReturn || (this.#isBlank && code === tab)
  }

  /** The next place that holds no blank; a tab that separates fields is none. */
  #afterBlanks(text: string, from: number): number {
    let at = from
    while (text.charCodeAt(at) === space || (text.charCodeAt(at) === tab && this.#delimiter !== tab)) at++
    return at
  }

  /** The quote that opens the field at `at`, blanks before it or none; `none` where it is a field without quotes. */
  #openingQuote(text: string, at: number, isLast: boolean): number {
    const first = text.charCodeAt(at)
    if (first === quote) return at
    if (first !== space && first !== tab) return none
    const open = this.#afterBlanks(text, at)
    if (open === text.length && !isLast) return incomplete
    if (text.charCodeAt(open) !== quote) return none
    this.#closedInLine.lastIndex = open
    const closed = this.#closedInLine.exec(text)
    if (closed !== null) return open + closed[0].length === text.length && !isLast ? incomplete : open
    return isLast || /[\r\n]/.test(text.slice(open)) ? none : incomplete
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
