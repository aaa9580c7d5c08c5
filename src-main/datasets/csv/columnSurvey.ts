/**
 * What one column holds: numbers, or texts that name categories, and where values are missing.
 *
 * A column of numbers with a text in it is a fault, not a column of categories, unless the settings say so: a typing
 * error must not turn a measurement into a thousand categories. What is wrong is told by `columnProblem.ts`.
 */
import type { Distribution, PreviewColumn } from '../../contract/datasetPreview'
import { distributionOfCategories, distributionOfNumbers } from '../distribution'
import type { ColumnPlan } from './columnRoles'
import { type DecimalMark, numberOf, type Unheld, whyUnheld } from './csvValue'
import { type Disguise, disguiseOf } from './disguise'

export const mostCategories = 1000
const shownMissingLines = 5

/** Where a field stands, and what it says. */
export interface Place {
  readonly line: number
  readonly text: string
}

export interface Categories {
  /** As they are written, blanks around them left out: 0610 and 610 are two. Sorted: numbers by value, texts by code unit. */
  readonly names: readonly string[]
  /** A field without blanks around it → place in `names`. */
  readonly indexOf: ReadonlyMap<string, number>
}

/** How its numbers are read. */
export interface ColumnReading {
  /** Numbers in it are names too: it is listed as categorical, or holds the classes. */
  readonly takesNumbersAsNames: boolean
  /** `either`: what the numbers have themselves. */
  readonly decimal: DecimalMark | 'either'
}

export class ColumnSurvey {
  readonly plan: ColumnPlan
  readonly reading: ColumnReading
  /** Fields that are not missing. */
  present = 0
  numberCount = 0
  firstText: Place | null = null
  firstNumber: Place | null = null
  /** Looked for only where either mark may be. */
  firstPoint: Place | null = null
  firstComma: Place | null = null
  /** A number with a comma that cannot stand for a thousand: any but `1,105`. */
  hasClearComma = false
  /** The first number that no float64 is. */
  firstUnheld: (Place & { readonly why: Unheld }) | null = null
  /** The first text that a person reads as a number or a day, and how many different ones there are. */
  firstDisguised: (Place & { readonly disguise: Disguise }) | null = null
  disguisedCount = 0
  /** Different texts, as far as they were counted. */
  textCount = 0
  missing = 0
  readonly missingLines: number[] = []
  /** Name → how often it is there; null once there are too many. */
  #names: Map<string, number> | null = new Map()
  /** Every number, where a distribution is asked for. */
  readonly #numbers: number[] | null

  /** @param isMeasured - a distribution is asked for, which takes the numbers in */
  constructor(plan: ColumnPlan, reading: ColumnReading, isMeasured: boolean) {
    this.plan = plan
    this.reading = reading
    this.#numbers = isMeasured ? [] : null
  }

  get type(): PreviewColumn['type'] {
    if (this.present === 0) return 'unknown'
    return this.firstText !== null || this.reading.takesNumbersAsNames ? 'category' : 'number'
  }

  /** The mark that its numbers have. */
  get mark(): DecimalMark {
    const { decimal } = this.reading
    if (decimal !== 'either') return decimal
    return this.firstComma === null ? '.' : ','
  }

  /** Different names, counted to one more than there may be. */
  get categoryCount(): number {
    return this.type === 'category' ? (this.#names?.size ?? mostCategories + 1) : 0
  }

  /** Numbers that an example has of it: one, or one a name. Of a column without a problem. */
  get featureCount(): number {
    return this.type === 'category' ? this.categories().names.length : 1
  }

  /** Null where none was asked for, where there is no value, and where there are too many categories. */
  get distribution(): Distribution | null {
    if (this.#numbers === null || this.type === 'unknown') return null
    if (this.type === 'number') return distributionOfNumbers(this.#numbers)
    return this.#names === null ? null : distributionOfCategories(this.#names)
  }

  addMissing(line: number): void {
    this.missing++
    if (this.missingLines.length < shownMissingLines) this.missingLines.push(line)
  }

  add(field: string, line: number): void {
    this.present++
    const name = field.trim()
    const value = this.#valueOf(field)
    if (Number.isNaN(value)) {
      this.firstText ??= placeOf(field, line)
      if (this.#isNewName(name)) this.#addText(name, line)
      return
    }
    this.numberCount++
    this.#numbers?.push(value)
    this.firstNumber ??= placeOf(field, line)
    if (this.firstUnheld === null) this.#addUnheld(field, line, value)
    if (this.reading.decimal !== '.') this.#addMark(field, line)
    if (this.reading.takesNumbersAsNames) this.#isNewName(name)
  }

  #valueOf(field: string): number {
    const { decimal } = this.reading
    return numberOf(field, decimal === 'either' ? (field.includes(',') ? ',' : '.') : decimal)
  }

  #addMark(field: string, line: number): void {
    if (this.firstPoint === null && field.includes('.')) this.firstPoint = placeOf(field, line)
    if (this.hasClearComma || !field.includes(',')) return
    this.firstComma ??= placeOf(field, line)
    this.hasClearComma = !groupOfThousand.test(field)
  }

  #addUnheld(field: string, line: number, value: number): void {
    const why = whyUnheld(field, value)
    if (why !== null) this.firstUnheld = { ...placeOf(field, line), why }
  }

  #isNewName(name: string): boolean {
    if (this.#names === null) return false
    const count = this.#names.get(name)
    if (count !== undefined) {
      this.#names.set(name, count + 1)
      return false
    }
    if (this.#names.size === mostCategories) {
      this.#names = null
      return false
    }
    this.#names.set(owned(name), 1)
    return true
  }

  #addText(field: string, line: number): void {
    this.textCount++
    const disguise = disguiseOf(field)
    if (disguise === null) return
    this.disguisedCount++
    this.firstDisguised ??= { ...placeOf(field, line), disguise }
  }

  /** Of a column of type `category` without a problem. */
  categories(): Categories {
    const names = [...(this.#names?.keys() ?? [])].sort(this.firstText === null ? byValue : byCodeUnit)
    return { names, indexOf: new Map(names.map((name, place) => [name, place])) }
  }
}

const groupOfThousand = /^\s*[+-]?[1-9][0-9]{0,2},[0-9]{3}\s*$/

function placeOf(field: string, line: number): Place {
  return { line, text: owned(field) }
}

/** A copy: a piece of a long text would keep all of it in memory. */
function owned(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

/** Of numbers, with a decimal point or comma; those of one value in the order of their texts. */
function byValue(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => Number(text.replace(',', '.').replace(/d/i, 'e'))) as [number, number]
  return first < second ? -1 : first > second ? 1 : byCodeUnit(a, b)
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
