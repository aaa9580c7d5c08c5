/** The beginning of a CSV file and what the settings make of it; faults become sentences, so that rows stay visible. */
import type { DatasetPreview } from '../../contract/datasetPreview'
import { LabFailure } from '../../contract/errors'
import { emptyPreview } from '../emptyPreview'
import { requireClasses } from '../requireClasses'
import type { ColumnSurvey } from './columnSurvey'
import { CsvParser } from './csvParser'
import type { CsvSettings } from './csvSettings'
import { CsvSurvey } from './csvSurvey'
import { type Dialect, delimiterName, detectDialect } from './dialect'
import { readTextChunks } from './textChunks'

/** Read at once by main: some tens of milliseconds. */
const mostBytes = 4 * 1024 * 1024
const shownRows = 10
const shownColumns = 40
const shownClasses = 50

/** Never throws for what the file holds; a file that cannot be read is a problem like any other. */
export function previewCsv(settings: CsvSettings): DatasetPreview {
  const { file } = settings
  const problems: string[] = []
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof LabFailure)) throw error
      problems.push(error.error.kind === 'datasetUnreadable' ? error.error.reason : error.message)
      return undefined
    }
  }
  const dialect = attempt(() => detectDialect(file, settings))
  const survey = dialect === undefined ? undefined : attempt(() => new CsvSurvey(file, dialect, settings))
  if (dialect === undefined || survey === undefined) return { ...emptyPreview, problems }
  const records: (readonly string[])[] = []
  const parser = new CsvParser(file, dialect.delimiter, (fields, line) => {
    if (records.length <= shownRows) records.push(fields)
    survey.add(fields, line)
    return true
  })
  const isWhole = attempt(() => readTextChunks(file, (text, isLast) => parser.push(text, isLast), { mostBytes }))
  const rows = dialect.hasNames ? records.slice(1) : records
  // A fault at some line hides what comes after it; only what a sound beginning shows is worth saying then.
  if (isWhole !== undefined) problems.push(...survey.problems())
  const described = describeSurvey(survey, dialect, rows.slice(0, shownRows))
  // Another class may come after the beginning.
  if (isWhole === true) attempt(() => requireClasses(file, described.classes, `column "${survey.target.plan.name}"`))
  return { ...described, isWhole: isWhole ?? false, problems }
}

function describeSurvey(survey: CsvSurvey, dialect: Dialect, rows: readonly (readonly string[])[]) {
  const { columns, target, inputs, task } = survey
  const shown = columns.slice(0, shownColumns)
  if (!shown.includes(target)) shown.push(target)
  const isSound = survey.problems().length === 0
  const classes = task === 'classification' && isSound ? target.categories().names : []
  const size = inputs.reduce((sum, column) => sum + (column.type === 'category' ? column.categoryCount : 1), 0)
  return {
    columns: shown.map(describeColumn),
    hiddenColumns: columns.length - shown.length,
    rows: rows.map((fields) => shown.map(({ plan }) => fields[plan.place] ?? '')),
    rowCount: survey.rowCount,
    task,
    inputs: isSound ? size : null,
    outputs: !isSound ? null : task === 'classification' ? classes.length : 1,
    classes: classes.slice(0, shownClasses),
    facts: [
      `fields separated by ${delimiterName(dialect.delimiter)}`,
      dialect.hasNames ? 'names in the first line' : 'no names in the first line',
      ...(survey.droppedRows > 0 ? [`${survey.droppedRows} rows left out for missing values`] : []),
    ],
  }
}

function describeColumn(column: ColumnSurvey): DatasetPreview['columns'][number] {
  const { plan, type, categoryCount, missing } = column
  return { name: plan.name, role: plan.role, type, categories: categoryCount, missing }
}
