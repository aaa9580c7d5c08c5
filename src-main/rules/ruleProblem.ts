/** What is wrong with a rule's text, and where. Lines and columns count from 1, columns and lengths in UTF-16 units. */

/** A stretch of one line. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly length: number
}

export interface RuleProblem extends Span {
  readonly message: string
}

export function problemAt(span: Span, message: string): RuleProblem {
  return { line: span.line, column: span.column, length: span.length, message }
}

/** The stretch from the start of one span to the end of another on the same line. */
export function spanOver(first: Span, last: Span): Span {
  return { line: first.line, column: first.column, length: last.column + last.length - first.column }
}
