/**
 * What keeps a column from being used, as a sentence that follows the name of the file: where, what, and what is allowed.
 *
 * A column of texts is held for measurements in disguise when more than half of its different texts are read as numbers
 * or days by a person, and for names of the rows when nearly every row has a text of its own.
 */

import { shownText } from '../refuse'
import { type ColumnSurvey, mostCategories, type Place } from './columnSurvey'
import type { Delimiter } from './csvParser'
import { numberOf, type Unheld } from './csvValue'
import { type Disguise, disguiseOf, disguiseText } from './disguise'

/** With fewer rows, different texts may be chance. */
const fewestRowsOfNames = 20
/** Different texts a row. */
const nearlyEvery = 0.9

/** The line that was read as data though it may hold names, and the words for it. */
export interface UnnamedLine {
  readonly line: number
  readonly hint: string
}

/** @returns null when it can be used */
export function columnProblem(column: ColumnSurvey, unnamed: UnnamedLine | null): string | null {
  const { firstText, firstNumber, firstUnheld, reading } = column
  const { name } = column.plan
  if (column.type === 'unknown') return `holds no value in column "${name}"`
  if (firstText !== null && firstNumber !== null && !reading.takesNumbersAsNames) {
    const isOdd = firstText.line === unnamed?.line || (firstNumber.line === unnamed?.line && column.numberCount === 1)
    return mixture(name, firstText, firstNumber) + (unnamed !== null && isOdd ? ` ${unnamed.hint}` : '')
  }
  if (column.type === 'number') {
    if (firstUnheld === null) return null
    const { text, line, why } = firstUnheld
    return `has ${shownText(text)} at line ${line}, column "${name}", which ${unheldText[why]}`
  }
  if (!reading.takesNumbersAsNames) {
    const { firstDisguised, disguisedCount, textCount } = column
    if (firstDisguised !== null && disguisedCount * 2 > textCount) return disguised(column, firstDisguised)
  }
  if (column.categoryCount > mostCategories) {
    const first = firstText ?? firstNumber
    const example = first === null ? '' : ` (line ${first.line}: ${shownText(first.text)})`
    return `has more than ${mostCategories} different values in column "${name}"${example}; ignore leaves a column of names out`
  }
  return namesOfRows(column)
}

const unheldText = {
  large: 'is too large for a number',
  small: 'is too small for a number and would become 0',
  rounded:
    'would be rounded: whole numbers must stay below 2^53; a column of codes can be named in categorical, or left out by ignore',
} as const satisfies Record<Unheld, string>

/** What stands second is the fault, unless the text is a number in disguise. */
function mixture(name: string, text: Place, number: Place): string {
  const advice = 'must be put right, or the column be named in categorical'
  const disguise = disguiseOf(text.text)
  if (disguise !== null) {
    return `has ${shownText(text.text)} (${disguiseText[disguise]}) at line ${text.line}, column "${name}", among numbers (line ${number.line}: ${number.text}); it ${advice}`
  }
  if (text.line < number.line) {
    return `has the number ${shownText(number.text)} at line ${number.line}, column "${name}", where texts stand before (line ${text.line}: ${shownText(text.text)}); one ${advice}`
  }
  return `has ${shownText(text.text)} at line ${text.line}, column "${name}", where numbers stand before (line ${number.line}: ${number.text}); it ${advice}`
}

function disguised({ plan, mark, reading }: ColumnSurvey, { line, text, disguise }: Place & { disguise: Disguise }) {
  const found = `has ${shownText(text)} at line ${line}, column "${plan.name}": ${disguiseText[disguise]}`
  const codes = 'a column of codes can be named in categorical'
  if (disguise === 'date') {
    return `${found}; it can become a number beforehand, such as days since a day, or be left out by ignore; ${codes}`
  }
  const isOtherMark = !Number.isNaN(numberOf(text, mark === '.' ? ',' : '.'))
  const other = mark === '.' ? 'comma' : 'point'
  const choice = isOtherMark ? `; decimal = ${other} reads it as ${numberOf(text, mark === '.' ? ',' : '.')}` : ''
  const marks = reading.decimal === 'either' ? 'point or comma' : mark === '.' ? 'point' : 'comma'
  return `${found}; a number has digits and one decimal ${marks}, no other mark or sign${choice}; ${codes}`
}

function namesOfRows({ plan, categoryCount, present, reading, firstText }: ColumnSurvey): string | null {
  if (plan.role !== 'input' || reading.takesNumbersAsNames || firstText === null) return null
  if (present < fewestRowsOfNames || categoryCount <= present * nearlyEvery) return null
  const example = `line ${firstText.line}: ${shownText(firstText.text)}`
  return `has ${categoryCount} different texts in ${present} rows of column "${plan.name}" (${example}): they name rows, and there is nothing to learn from them; ignore leaves the column out, and a column of codes can be named in categorical`
}

/**
 * Whether the decimal mark could be told from the numbers of a file, where nobody said it.
 *
 * Two faults would change numbers a thousandfold without a word: a point in one column and a comma in another, of which
 * one parts thousands; and commas that all stand before three digits, as in 1,105, which is a decimal to one reader and a
 * thousand to another. Behind a semicolon it is a decimal: who separates fields so does it for the sake of the comma.
 *
 * @returns null when it could
 */
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
