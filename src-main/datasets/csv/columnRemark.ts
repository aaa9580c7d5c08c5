/**
 * Remarks on readings that a person may find ambiguous: a first line of numbers, and numbers that are names.
 *
 * Each is a sentence that follows the name of the file, or null. `header` says what a first line is, and removes its remark.
 */
import { exactDecimal } from '../../contract/decimalText'
import { shownText } from '../refuse'
import type { ColumnSurvey } from './columnSurvey'
import type { Dialect } from './dialect'

const shownFields = 5

/** Names of columns can be numbers (years, places), and texts that head columns of texts can be data. */
export function headerDoubt(dialect: Dialect, used: readonly ColumnSurvey[]): string | null {
  const { firstLine, firstFields, hasNames, isHeaderDetected } = dialect
  if (!isHeaderDetected) return null
  const more = firstFields.length > shownFields ? ', …' : ''
  const line = `line ${firstLine} (${firstFields.slice(0, shownFields).map(shownField).join(', ')}${more})`
  if (!hasNames) {
    return `${line} was read as data, not as names; header = yes makes it names, header = no confirms it as data`
  }
  const isOfTexts = used.every(({ type }) => type === 'category')
  if (!isOfTexts || !used.some((column) => column.categories().indexOf.has(column.plan.name))) return null
  return `${line} was read as names, though the columns below hold the same texts; header = no makes it data, header = yes confirms it`
}

/** `0610` and `610` are two categories on purpose, and may be one number to who wrote them. */
export function sameNumberText(column: ColumnSurvey): string | null {
  if (column.type !== 'category') return null
  const { name, role } = column.plan
  const written = new Map<string, string>()
  for (const text of column.categories().names) {
    const number = exactDecimal(column.mark === ',' ? text.replace(',', '.') : text)
    const before = number === null ? undefined : written.get(number)
    if (before !== undefined) {
      const what = role === 'target' ? 'classes' : 'categories'
      return `column "${name}" has ${before} and ${text} as two ${what}, though both are the same number`
    }
    if (number !== null) written.set(number, text)
  }
  return null
}

function shownField(field: string): string {
  const trimmed = field.trim()
  return trimmed.length > 0 && trimmed.length <= 12 ? trimmed : shownText(trimmed)
}
