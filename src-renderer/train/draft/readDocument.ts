/**
 * Reads the text of a document: the value, or the first thing that keeps it from being JSON, with its place.
 *
 * Strict JSON, as the command line reads it: no comments, no trailing commas.
 */
import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

export interface TextProblem {
  /** Where in the text, counted from 0. */
  readonly offset: number
  readonly length: number
  /** "line 3, column 5: a comma is missing". */
  readonly message: string
}

export type ReadDocument =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problem: TextProblem }

export function readDocument(text: string): ReadDocument {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const first = errors[0]
  if (first !== undefined) return { ok: false, problem: problemAt(text, first.offset, first.length, words(first)) }
  try {
    return { ok: true, document: JSON.parse(text) }
  } catch (error) {
    // The two readers agree on all but rare corners, such as a stray byte order mark; the stricter one decides.
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, problem: problemAt(text, 0, 1, message) }
  }
}

function problemAt(text: string, offset: number, length: number, message: string): TextProblem {
  const before = text.slice(0, offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return { offset, length: Math.max(1, length), message: `line ${before.length}, column ${column}: ${message}` }
}

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is neither a number, a text in double quotes, true, false nor null',
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'nothing may follow the document',
  InvalidCommentToken: 'comments are not allowed in JSON',
  UnexpectedEndOfString: 'the text in quotes does not end',
  UnexpectedEndOfNumber: 'the number does not end',
  InvalidUnicode: 'this is not a \\u escape of four digits',
  InvalidEscapeCharacter: 'this escape is not one of JSON',
  InvalidCharacter: 'this character must be written as an escape',
}

function words(error: ParseError): string {
  const code = printParseErrorCode(error.error)
  return sentences[code] ?? code
}
