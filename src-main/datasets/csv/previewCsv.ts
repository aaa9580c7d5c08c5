/** The beginning of a CSV file and what the settings make of it; faults become sentences, so that rows stay visible. */
import type { DatasetPreview } from '../../contract/datasetPreview'
import { LabFailure } from '../../contract/errors'
import { emptyPreview } from '../previewDataset'
import { requireClasses } from '../refuse'
import type { ColumnSurvey } from './columnSurvey'
import type { CsvSettings } from './csvSettings'
import { CsvSurvey } from './csvSurvey'
import { type Dialect, delimiterName, detectDialect, tableParser } from './dialect'
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
  const survey = dialect === undefined ? undefined : attempt(() => new CsvSurvey(file, dialect, settings, true))
  if (dialect === undefined || survey === undefined) return { ...emptyPreview, problems }
  const records: (readonly string[])[] = []
  const parser = tableParser(file, dialect, (fields, line, quoted) => {
    if (records.length < shownRows) records.push(fields)
    survey.add(fields, line, quoted)
    return true
  })
  const isWhole = attempt(() => readTextChunks(file, (text, isLast) => parser.push(text, isLast), { mostBytes }))
  // A fault at some line hides what comes after it; only what a sound beginning shows is worth saying then.
  if (isWhole !== undefined) problems.push(...survey.problems())
  const described = describeSurvey(survey, dialect, records)
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
  return {
    columns: shown.map(describeColumn),
    hiddenColumns: columns.length - shown.length,
    rows: rows.map((fields) => shown.map(({ plan }) => fields[plan.place] ?? '')),
    rowCount: survey.rowCount,
    measuredRows: survey.rowCount,
    task,
    inputs: isSound ? inputs.reduce((sum, column) => sum + column.featureCount, 0) : null,
    outputs: !isSound ? null : task === 'classification' ? classes.length : 1,
    classes: classes.slice(0, shownClasses),
    facts: factsOf(survey, dialect, isSound),
  }
}

function factsOf(survey: CsvSurvey, dialect: Dialect, isSound: boolean): string[] {
  const { delimiter, hasNames, names, width, firstLine } = dialect
  const remarks = isSound ? survey.remarks() : [survey.droppedText].filter((text) => text !== null)
  const first = firstLine === 1 ? 'the first line' : `line ${firstLine}`
  return [
    `fields separated by ${delimiterName(delimiter)}`,
    `${hasNames ? 'names' : 'no names'} in ${first}`,
    ...(survey.decimalCommaColumns.length > 0 ? ['decimal numbers with a comma'] : []),
    ...(width > names.length ? ['an empty last column left out'] : []),
    ...remarks,
  ]
}

function describeColumn(column: ColumnSurvey): DatasetPreview['columns'][number] {
  const { plan, type, categoryCount, missing, distribution } = column
  return { name: plan.name, role: plan.role, type, categories: categoryCount, missing, distribution }
}
