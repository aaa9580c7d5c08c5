/**
 * Whether the decimal mark could be told from the numbers of a file, where nobody said it.
 *
 * Two faults would change numbers a thousandfold without a word: a point in one column and a comma in another, of which
 * one parts thousands; and commas that all stand before three digits, as in 1,105, which is a decimal to one reader and a
 * thousand to another. Behind a semicolon it is a decimal: who separates fields so does it for the sake of the comma.
 */
import type { ColumnSurvey } from './columnSurvey'
import type { Delimiter } from './csvParser'
import { numberOf } from './csvValue'
import { shownText } from './shownText'

/** @returns a sentence that follows the name of the file, or null */
export function decimalProblem(used: readonly ColumnSurvey[], delimiter: Delimiter): string | null {
  const open = used.filter(({ reading, type }) => reading.decimal === 'either' && type === 'number')
  const commas = open.filter(({ firstComma }) => firstComma !== null)
  const comma = commas[0]
  if (comma?.firstComma == null) return null
  const { text, line } = comma.firstComma
  const found = `has ${shownText(text)} at line ${line}, column "${comma.plan.name}"`
  const point = open.find(({ firstPoint }) => firstPoint !== null)
  if (point?.firstPoint != null) {
    const other = `${shownText(point.firstPoint.text)} at line ${point.firstPoint.line}, column "${point.plan.name}"`
    return `${found}, with a comma, and ${other}, with a point; all decimal numbers must have the same mark, and thousands none`
  }
  if (delimiter === ';' || commas.some(({ hasClearComma }) => hasClearComma)) return null
  const thousands = text.replace(',', '').trim()
  return `${found}, which may be ${numberOf(text, ',')} or ${thousands}; decimal = comma reads the first, and thousands must have no mark`
}
