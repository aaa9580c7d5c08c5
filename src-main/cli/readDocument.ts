/** Reads an experiment document from a file, or from standard input for `-`. The file is hostile until parsed. */
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { LabFailure } from '../contract/errors'
import { readUserText } from './readUserText'

const largestDocumentBytes = 1024 * 1024

export interface WrittenDocument {
  /** What messages call it. */
  readonly named: string
  /** The JSON value, whatever it is. */
  readonly written: unknown
}

/** @throws LabFailure with file, line and column when the text is not JSON, and when there is none to read. */
export function readDocument(file: string): WrittenDocument {
  const { named, text } = readUserText(file, 'an experiment document', largestDocumentBytes)
  try {
    return { named, written: JSON.parse(text) }
  } catch {
    throw new LabFailure({ kind: 'invalidInput', what: `${named} is not JSON: ${firstMistake(text)}`, problems: [] })
  }
}

/** "line 3, column 10: colon expected". */
function firstMistake(text: string): string {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { allowTrailingComma: false, disallowComments: true, allowEmptyContent: false })
  } catch (thrown) {
    // The parser calls itself for each level, and a level that is closed is one that JSON.parse had read.
    if (thrown instanceof RangeError) return 'more levels of lists and objects are open than can be read'
    throw thrown
  }
  const [first] = errors
  const before = text.slice(0, first?.offset ?? text.length)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const reason = first === undefined ? 'invalid text' : spelledOut(printParseErrorCode(first.error))
  return `line ${line}, column ${column}: ${reason}`
}

/** "CloseBraceExpected" → "close brace expected". */
function spelledOut(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
