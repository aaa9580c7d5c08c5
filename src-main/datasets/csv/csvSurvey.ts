/**
 * The first pass over a CSV file: types of the columns, categories, missing values, and how many rows there are.
 *
 * It keeps a few numbers a column and no row, so a file of any length takes the same memory. The second pass
 * (`csvTable.ts`) then knows how large the table is before it makes it.
 */

import type { Hash } from 'node:crypto'
import { refuse, requireClasses, shownText } from '../refuse'
import { columnProblem, decimalProblem, type UnnamedLine } from './columnProblem'
import { headerDoubt, sameNumberText } from './columnRemark'
import { planColumns } from './columnRoles'
import { type ColumnReading, ColumnSurvey } from './columnSurvey'
import { type CsvSettings, shapingSettings } from './csvSettings'
import { isMissingAt } from './csvValue'
import { type Dialect, dataHint, detectDialect, passOver } from './dialect'

const shownDroppedLines = 10

export class CsvSurvey {
  readonly columns: readonly ColumnSurvey[]
  readonly target: ColumnSurvey
  /** In the order of the file. */
  readonly inputs: readonly ColumnSurvey[]
  /** Rows that will be used; those left out are in `droppedRows`. */
  rowCount = 0
  droppedRows = 0
  /** Where the first of them are. */
  readonly #droppedLines: number[] = []
  readonly #file: string
  readonly #settings: CsvSettings
  readonly #dialect: Dialect
  readonly #used: readonly ColumnSurvey[]

  /**
   * @param isMeasured - distributions of the columns are asked for
   * @throws LabFailure `datasetUnreadable` when the settings name columns that are not there
   */
  constructor(file: string, dialect: Dialect, settings: CsvSettings, isMeasured = false) {
    this.#file = file
    this.#settings = settings
    this.#dialect = dialect
    this.columns = planColumns(file, dialect, settings).map((plan) => {
      const isClass = plan.role === 'target' && settings.task === 'classification'
      return new ColumnSurvey(plan, readingOf(settings, dialect, plan.isCategorical || isClass), isMeasured)
    })
    this.#used = this.columns.filter(({ plan }) => plan.role !== 'ignored')
    this.inputs = this.columns.filter(({ plan }) => plan.role === 'input')
    const target = this.columns.find(({ plan }) => plan.role === 'target')
    if (target === undefined) throw new RangeError('columns = [], one must be the target')
    this.target = target
  }

  /**
   * Takes the next row of the table in; answers whether it will be used.
   *
   * @throws LabFailure naming the line
   */
  add(fields: readonly string[], line: number, quoted: readonly number[]): boolean {
    const { width, names, firstLine, delimiter } = this.#dialect
    if (fields.length !== width) {
      const first = firstLine === 1 ? 'the first line' : `line ${firstLine}`
      refuse(
        this.#file,
        `has ${fieldCount(fields.length)} at line ${line}, where ${first} has ${width}${delimiter === ' ' ? ' (fields are separated by blanks)' : ''}`,
      )
    }
    const spare = width > names.length ? fields[width - 1]! : ''
    if (spare.trim() !== '') {
      const where = `line ${line}, field ${width}`
      refuse(this.#file, `has ${shownText(spare)} at ${where}, where the lines before end with an empty field`)
    }
    for (const column of this.#used) if (isMissingAt(fields, column.plan.place, quoted)) column.addMissing(line)
    if (this.drops(fields, quoted)) {
      if (this.droppedRows < shownDroppedLines) this.#droppedLines.push(line)
      this.droppedRows++
      return false
    }
    for (const column of this.#used) {
      const { place } = column.plan
      if (!isMissingAt(fields, place, quoted)) column.add(fields[place]!, line)
    }
    this.rowCount++
    return true
  }

  /** Whether the settings leave a row out, for a value it misses. */
  drops(fields: readonly string[], quoted: readonly number[]): boolean {
    if (this.#settings.missing !== 'dropRow') return false
    return this.#used.some(({ plan }) => isMissingAt(fields, plan.place, quoted))
  }

  get task(): 'classification' | 'regression' | null {
    const { task } = this.#settings
    if (task !== 'auto') return task
    if (this.target.type === 'unknown') return null
    return this.target.type === 'category' ? 'classification' : 'regression'
  }

  /** Those whose decimal numbers have a comma. */
  get decimalCommaColumns(): readonly ColumnSurvey[] {
    return this.#used.filter(({ firstComma }) => firstComma !== null)
  }

  /** `3 rows left out for missing values (lines 3, 4, 5)`; null when there are none. */
  get droppedText(): string | null {
    if (this.droppedRows === 0) return null
    const rest = this.droppedRows - this.#droppedLines.length
    const more = rest > 0 ? ` and ${rest} more` : ''
    const lines = `${this.droppedRows === 1 ? 'line' : 'lines'} ${this.#droppedLines.join(', ')}${more}`
    return `${this.droppedRows} ${this.droppedRows === 1 ? 'row' : 'rows'} left out for missing values (${lines})`
  }

  /** Of a sound file: how it was read where that was a choice, each a sentence that follows its name. */
  remarks(): readonly string[] {
    const codes = this.#used.map(sameNumberText)
    return [headerDoubt(this.#dialect, this.#used), ...codes, this.droppedText].filter((remark) => remark !== null)
  }

  /** Everything that keeps the file from being used, each a sentence that follows its name. */
  problems(): readonly string[] {
    if (this.rowCount === 0) {
      const dropped = this.droppedRows === 0 ? '' : `: a value is missing in each of its ${this.droppedRows}`
      return [`holds no row to use${dropped}`]
    }
    const { hasNames, firstLine, delimiter } = this.#dialect
    const unnamed = hasNames ? null : { line: firstLine, hint: dataHint(this.#dialect) }
    const problems = [
      this.#missingProblem(unnamed),
      decimalProblem(this.#used, delimiter),
      ...this.#used.map((column) => columnProblem(column, unnamed)),
    ].filter((problem) => problem !== null)
    if (this.task === 'regression' && this.target.type === 'category') {
      const { name } = this.target.plan
      problems.push(`has texts in column "${name}", the target, where a regression needs numbers`)
    }
    return problems
  }

  #missingProblem(unnamed: UnnamedLine | null): string | null {
    const { missing } = this.#settings
    if (missing === 'dropRow') return null
    const refused = missing === 'mean' ? [this.target] : this.#used
    const holed = refused.filter((column) => column.missing > 0)
    if (holed.length === 0) return null
    const advice =
      missing === 'mean'
        ? 'a target cannot be made up; missing = dropRow leaves such rows out'
        : 'missing = dropRow leaves such rows out, missing = mean takes the mean'
    const hint = holed.some(({ missingLines }) => missingLines[0] === unnamed?.line) ? ` ${unnamed?.hint}` : ''
    return `misses values: ${holed.map(missingText).join('; ')} (${advice})${hint}`
  }
}

/** A comma is looked for where it cannot be the delimiter, and never in names: `1,10` and `1,1` are two codes. */
function readingOf({ decimal }: CsvSettings, { delimiter }: Dialect, takesNumbersAsNames: boolean): ColumnReading {
  if (decimal === 'comma') return { takesNumbersAsNames, decimal: ',' }
  const isOpen = decimal === 'auto' && delimiter !== ',' && !takesNumbersAsNames
  return { takesNumbersAsNames, decimal: isOpen ? 'either' : '.' }
}

/** `line 5, 9, 12 … (31 in all), column "age"`. */
function missingText({ plan, missing, missingLines }: ColumnSurvey): string {
  const rest = missing > missingLines.length ? ` … (${missing} in all)` : ''
  return `line ${missingLines.join(', ')}${rest}, column "${plan.name}"`
}

function fieldCount(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`
}

export interface SurveyedCsv {
  readonly dialect: Dialect
  readonly survey: CsvSurvey
  /** Rows that are taken, by the limit. */
  readonly count: number
  /** Numbers of an example, categories encoded. */
  readonly size: number
  /** Hexadecimal digest of bytes that were hashed and of the settings that shape the table. */
  fingerprintOf(bytes: Hash): string
  /** Of this pass. */
  readonly fingerprint: string
}

/** 4 GiB of float64. */
const mostNumbers = 2 ** 29

/**
 * Reads the file to its end; refuses bad input, returns the survey.
 *
 * @throws LabFailure `datasetUnreadable`, naming line and column
 */
export function surveyCsv(settings: CsvSettings): SurveyedCsv {
  const { file, limit } = settings
  const dialect = detectDialect(file, settings)
  const survey = new CsvSurvey(file, dialect, settings)
  const bytes = passOver(file, dialect, (fields, line, quoted) => survey.add(fields, line, quoted))
  const [problem] = survey.problems()
  if (problem !== undefined) refuse(file, problem)
  if (limit > survey.rowCount) {
    refuse(file, `holds ${survey.rowCount} rows to use, fewer than the limit of ${limit} asked for`)
  }
  const { target, task } = survey
  if (task === 'classification') requireClasses(file, target.categories().names, `column "${target.plan.name}"`)
  const size = survey.inputs.reduce((sum, column) => sum + column.featureCount, 0)
  const count = limit === 0 ? survey.rowCount : limit
  if (count * size > mostNumbers) {
    refuse(file, `needs ${count} × ${size} numbers, must be at most ${mostNumbers}; limit and ignore take less`)
  }
  const shaping = shapingSettings(settings, survey.decimalCommaColumns.length > 0)
  const fingerprintOf = (hash: Hash): string => hash.update(shaping).digest('hex')
  return { dialect, survey, count, size, fingerprintOf, fingerprint: fingerprintOf(bytes) }
}
