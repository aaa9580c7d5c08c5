/**
 * What one column holds: numbers, or texts that name categories, and where values are missing.
 *
 * A column of numbers with a text in it is a fault, not a column of categories, unless the settings say so: a typing
 * error must not turn a measurement into a thousand categories.
 */
import type { PreviewColumn } from '../../contract/datasetPreview'
import type { ColumnPlan } from './columnRoles'
import { numberOf } from './csvValue'

export const mostCategories = 1000
const shownMissingLines = 5
const longestShownText = 40

interface Place {
  readonly line: number
  readonly text: string
}

export interface Categories {
  /** Sorted: numbers by value, texts by code unit. */
  readonly names: readonly string[]
  /** A field as it stands in the file → place in `names`. */
  readonly indexOf: ReadonlyMap<string, number>
}

export class ColumnSurvey {
  readonly plan: ColumnPlan
  /** Numbers in it are names too: it is listed as categorical, or holds the classes. */
  readonly #takesNumbersAsNames: boolean
  #numbers = 0
  #texts = 0
  #firstText: Place | null = null
  #firstNumber: Place | null = null
  #tooLarge: Place | null = null
  /** Null once there are too many. */
  #names: Map<string, number> | null = new Map()
  missing = 0
  readonly missingLines: number[] = []

  constructor(plan: ColumnPlan, takesNumbersAsNames: boolean) {
    this.plan = plan
    this.#takesNumbersAsNames = takesNumbersAsNames
  }

  get type(): PreviewColumn['type'] {
    if (this.#numbers + this.#texts === 0) return 'unknown'
    return this.#texts > 0 || this.#takesNumbersAsNames ? 'category' : 'number'
  }

  get categoryCount(): number {
    return this.type === 'category' ? (this.#names?.size ?? mostCategories + 1) : 0
  }

  addMissing(line: number): void {
    this.missing++
    if (this.missingLines.length < shownMissingLines) this.missingLines.push(line)
  }

  add(field: string, line: number): void {
    const value = numberOf(field)
    if (Number.isNaN(value)) {
      this.#texts++
      this.#firstText ??= { line, text: owned(field) }
      this.#addName(field, line)
      return
    }
    this.#numbers++
    this.#firstNumber ??= { line, text: owned(field) }
    if (!Number.isFinite(value)) this.#tooLarge ??= { line, text: owned(field) }
    if (this.#takesNumbersAsNames) this.#addName(field, line)
  }

  #addName(field: string, line: number): void {
    if (this.#names === null || this.#names.has(field)) return
    if (this.#names.size === mostCategories) this.#names = null
    else this.#names.set(owned(field), line)
  }

  /** What keeps it from being used, or null. */
  problem(): string | null {
    const { name } = this.plan
    const text = this.#firstText
    const number = this.#firstNumber
    if (this.type === 'unknown') return `holds no value in column "${name}"`
    if (text !== null && number !== null && !this.#takesNumbersAsNames) {
      const advice = `must be put right, or the column be named in categorical`
      return text.line > number.line
        ? `has ${shown(text.text)} at line ${text.line}, column "${name}", where numbers stand before (line ${number.line}: ${number.text}); it ${advice}`
        : `has the number ${shown(number.text)} at line ${number.line}, column "${name}", where texts stand before (line ${text.line}: ${shown(text.text)}); one ${advice}`
    }
    if (this.type === 'number') {
      const large = this.#tooLarge
      return large === null
        ? null
        : `has ${shown(large.text)} at line ${large.line}, column "${name}", which is too large for a number`
    }
    if (this.#names !== null) return null
    const first = text ?? number
    const example = first === null ? '' : ` (line ${first.line}: ${shown(first.text)})`
    return `has more than ${mostCategories} different values in column "${name}"${example}; numbers take a decimal point, and a column of names can be ignored`
  }

  /** Of a column of type `category` without a problem. */
  categories(): Categories {
    const texts = [...(this.#names?.keys() ?? [])]
    const isNumeric = this.#texts === 0
    const nameOf = (text: string): string => (isNumeric ? String(numberOf(text)) : text.trim())
    const names = [...new Set(texts.map(nameOf))]
    names.sort(isNumeric ? (a, b) => Number(a) - Number(b) : byCodeUnit)
    const places = new Map(names.map((name, place) => [name, place]))
    return { names, indexOf: new Map(texts.map((text) => [text, places.get(nameOf(text)) ?? 0])) }
  }
}

/** A copy: a piece of a long text would keep all of it in memory. */
function owned(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

function shown(text: string): string {
  return JSON.stringify(text.length > longestShownText ? `${text.slice(0, longestShownText)}…` : text)
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
