/**
 * Reads the one Python literal that NPY headers hold: a dictionary of texts, whole numbers, True, False and tuples of
 * whole numbers. Everything else is refused with its byte.
 *
 * Python 2 wrote long numbers as `2L` and some texts as `u'<f8'` or `b'<f8'`; NumPy reads such headers, and so are they here.
 */
import { refuse } from '../refuse'

export type PythonValue = string | number | boolean | readonly number[]

export interface PythonDictionary {
  readonly values: ReadonlyMap<string, PythonValue>
  /** Byte of the file where each value starts. */
  readonly places: ReadonlyMap<string, number>
}

/**
 * @param text - one character a byte
 * @param start - the byte of the file at which the text starts
 * @throws LabFailure `datasetUnreadable`
 */
export function parsePythonDictionary(file: string, text: string, start: number): PythonDictionary {
  return new Reader(file, text, start).dictionary()
}

/** A quote, and the letter that Python 2 may have put in front of it. */
const textStart = /^[uUbB]?['"]/

class Reader {
  readonly #file: string
  readonly #text: string
  readonly #start: number
  #at = 0

  constructor(file: string, text: string, start: number) {
    this.#file = file
    this.#text = text
    this.#start = start
  }

  dictionary(): PythonDictionary {
    const values = new Map<string, PythonValue>()
    const places = new Map<string, number>()
    this.#expect('{')
    while (!this.#takes('}')) {
      const key = this.#string()
      this.#expect(':')
      this.#skipBlanks()
      places.set(key, this.#start + this.#at)
      values.set(key, this.#value())
      if (this.#takes('}')) break
      this.#expect(',')
    }
    this.#skipBlanks()
    if (this.#at < this.#text.length) this.#refuse('nothing but blanks')
    return { values, places }
  }

  #value(): PythonValue {
    const next = this.#text[this.#at]
    if (textStart.test(this.#text.slice(this.#at, this.#at + 2))) return this.#string()
    if (next === '(') return this.#tuple()
    if (this.#takes('True')) return true
    if (this.#takes('False')) return false
    return this.#number()
  }

  #tuple(): readonly number[] {
    const numbers: number[] = []
    this.#expect('(')
    while (!this.#takes(')')) {
      numbers.push(this.#number())
      if (this.#takes(')')) break
      this.#expect(',')
    }
    return numbers
  }

  #number(): number {
    this.#skipBlanks()
    const digits = /[0-9]{1,16}/y
    digits.lastIndex = this.#at
    const found = digits.exec(this.#text)?.[0]
    if (found === undefined) return this.#refuse('a text, a whole number, True, False or a tuple of whole numbers')
    this.#at += found.length
    if (/[lL]/.test(this.#text[this.#at] ?? '')) this.#at++
    return Number(found)
  }

  #string(): string {
    this.#skipBlanks()
    const start = textStart.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? ''
    const open = this.#at + start.length
    const end = start === '' ? -1 : this.#text.indexOf(start.at(-1)!, open)
    if (end < 0) return this.#refuse('a text in quotes')
    const value = this.#text.slice(open, end)
    this.#at = end + 1
    return value
  }

  #takes(word: string): boolean {
    this.#skipBlanks()
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #expect(word: string): void {
    if (!this.#takes(word)) this.#refuse(word)
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && ' \n\t\r'.includes(this.#text[this.#at]!)) this.#at++
  }

  #refuse(wanted: string): never {
    const found = this.#at < this.#text.length ? JSON.stringify(this.#text[this.#at]) : 'its end'
    return refuse(
      this.#file,
      `has ${found} in its header at byte ${this.#start + this.#at}, where ${wanted} must stand`,
    )
  }
}
