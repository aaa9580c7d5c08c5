/** The first pass over a CSV file, to its end: what is wrong with it is refused, and what it holds is known. */
import type { Hash } from 'node:crypto'
import { refuse } from '../refuse'
import { requireClasses } from '../requireClasses'
import { type CsvSettings, shapingSettings } from './csvSettings'
import { CsvSurvey } from './csvSurvey'
import { type Dialect, detectDialect } from './dialect'
import { passOver } from './passOver'

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

/** @throws LabFailure `datasetUnreadable`, naming line and column */
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
