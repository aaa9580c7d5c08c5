/** Reads an experiment document from a file, or from standard input for `-`. The file is hostile until parsed. */
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { readText, wrongFile } from './readText'

const largestDocumentBytes = 1024 * 1024

/**
 * The JSON value in a file.
 *
 * @param file as the user named it, for messages; `path` is where that is.
 * @throws LabFailure with file, line and column when the text is not JSON.
 */
export function readDocument(file: string, path: string): unknown {
  const text = readText({ file, path, what: 'an experiment document', largestBytes: largestDocumentBytes })
  try {
    return JSON.parse(text)
  } catch {
    const errors: ParseError[] = []
    parse(text, errors, { allowTrailingComma: false, disallowComments: true, allowEmptyContent: false })
    const [first] = errors
    const before = text.slice(0, first?.offset ?? text.length)
    const line = before.split('\n').length
    const column = before.length - before.lastIndexOf('\n')
    const reason = first === undefined ? 'invalid text' : spelledOut(printParseErrorCode(first.error))
    throw wrongFile(file, `is not JSON: line ${line}, column ${column}: ${reason}`)
  }
}

/** "CloseBraceExpected" → "close brace expected". */
function spelledOut(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
