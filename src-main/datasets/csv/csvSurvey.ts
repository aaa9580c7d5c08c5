/**
 * The first pass over a CSV file: types of the columns, categories, missing values, and how many rows there are.
 *
 * It keeps a few numbers a column and no row, so a file of any length takes the same memory. The second pass
 * (`csvTable.ts`) then knows how large the table is before it makes it.
 */
import { refuse } from '../refuse'
import { planColumns } from './columnRoles'
import { ColumnSurvey } from './columnSurvey'
import type { CsvSettings } from './csvSettings'
import { isMissing } from './csvValue'
import type { Dialect } from './dialect'

export class CsvSurvey {
  readonly columns: readonly ColumnSurvey[]
  readonly target: ColumnSurvey
  /** In the order of the file. */
  readonly inputs: readonly ColumnSurvey[]
  /** Rows that will be used; those left out are in `droppedRows`. */
  rowCount = 0
  droppedRows = 0
  readonly #file: string
  readonly #settings: CsvSettings
  readonly #dialect: Dialect
  readonly #used: readonly ColumnSurvey[]
  #isFirst = true

  /** @throws LabFailure `datasetUnreadable` when the settings name columns that are not there */
  constructor(file: string, dialect: Dialect, settings: CsvSettings) {
    this.#file = file
    this.#settings = settings
    this.#dialect = dialect
    this.columns = planColumns(file, dialect.names, settings).map(
      (plan) =>
        new ColumnSurvey(plan, plan.isCategorical || (plan.role === 'target' && settings.task === 'classification')),
    )
    this.#used = this.columns.filter(({ plan }) => plan.role !== 'ignored')
    this.inputs = this.columns.filter(({ plan }) => plan.role === 'input')
    const target = this.columns.find(({ plan }) => plan.role === 'target')
    if (target === undefined) throw new RangeError('columns = [], one must be the target')
    this.target = target
  }

  /** Takes the next record in; answers whether it is a row that will be used. @throws LabFailure naming the line */
  add(fields: readonly string[], line: number): boolean {
    const width = this.#dialect.names.length
    if (fields.length !== width) {
      refuse(this.#file, `has ${fieldCount(fields.length)} at line ${line}, where the first line has ${width}`)
    }
    if (this.#isFirst) {
      this.#isFirst = false
      if (this.#dialect.hasNames) return false
    }
    this.#addMissing(fields, line)
    if (this.drops(fields)) {
      this.droppedRows++
      return false
    }
    for (const column of this.#used) {
      const field = fields[column.plan.place]!
      if (!isMissing(field)) column.add(field, line)
    }
    this.rowCount++
    return true
  }

  /** Whether the settings leave a row out, for a value it misses. */
  drops(fields: readonly string[]): boolean {
    return this.#settings.missing === 'dropRow' && this.#used.some(({ plan }) => isMissing(fields[plan.place]!))
  }

  #addMissing(fields: readonly string[], line: number): void {
    for (const column of this.#used) if (isMissing(fields[column.plan.place]!)) column.addMissing(line)
  }

  get task(): 'classification' | 'regression' | null {
    const { task } = this.#settings
    if (task !== 'auto') return task
    if (this.target.type === 'unknown') return null
    return this.target.type === 'category' ? 'classification' : 'regression'
  }

  /** Everything that keeps the file from being used, each a sentence that follows its name. */
  problems(): readonly string[] {
    if (this.rowCount === 0) {
      const dropped = this.droppedRows === 0 ? '' : `: a value is missing in each of its ${this.droppedRows}`
      return [`holds no row to use${dropped}`]
    }
    const problems = this.#used.map((column) => column.problem()).filter((problem) => problem !== null)
    if (this.task === 'regression' && this.target.type === 'category') {
      const { name } = this.target.plan
      problems.push(`has texts in column "${name}", the target, where a regression needs numbers`)
    }
    const missing = this.#missingProblem()
    return missing === null ? problems : [missing, ...problems]
  }

  #missingProblem(): string | null {
    const { missing } = this.#settings
    if (missing === 'dropRow') return null
    const refused = missing === 'mean' ? [this.target] : this.#used
    const holed = refused.filter((column) => column.missing > 0)
    if (holed.length === 0) return null
    const advice =
      missing === 'mean'
        ? 'a target cannot be made up; missing = dropRow leaves such rows out'
        : 'missing = dropRow leaves such rows out, missing = mean takes the mean'
    return `misses values: ${holed.map(missingText).join('; ')} (${advice})`
  }
}

/** `line 5, 9, 12 … (31 in all), column "age"`. */
function missingText({ plan, missing, missingLines }: ColumnSurvey): string {
  const rest = missing > missingLines.length ? ` … (${missing} in all)` : ''
  return `line ${missingLines.join(', ')}${rest}, column "${plan.name}"`
}

function fieldCount(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`
}
