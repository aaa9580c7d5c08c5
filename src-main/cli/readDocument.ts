/** Reads an experiment document from a file, or from standard input for `-`. The file is hostile until parsed. */
import { readFileSync, statSync } from 'node:fs'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { type LabError, LabFailure } from '../contract/errors'

const largestDocumentBytes = 1024 * 1024
const standardInput = 0

function wrong(file: string, message: string): LabFailure {
  const error: LabError = { kind: 'invalidInput', what: `${file} ${message}`, problems: [] }
  return new LabFailure(error)
}

/** @throws LabFailure naming the file when it cannot be read or is too large. */
function readText(file: string, path: string): string {
  try {
    if (file !== '-') {
      const facts = statSync(path)
      if (facts.isDirectory()) throw wrong(file, 'is a folder; an experiment document is a JSON file')
      if (facts.size > largestDocumentBytes) {
        throw wrong(file, `has ${facts.size} bytes; an experiment document has at most ${largestDocumentBytes}`)
      }
    }
    return readFileSync(file === '-' ? standardInput : path, 'utf8')
  } catch (thrown) {
    if (thrown instanceof LabFailure) throw thrown
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    throw wrong(file, code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`)
  }
}

/**
 * The JSON value in a file.
 *
 * @param file as the user named it, for messages; `path` is where that is.
 * @throws LabFailure with file, line and column when the text is not JSON.
 */
export function readDocument(file: string, path: string): unknown {
  const text = readText(file, path).replace(/^\uFEFF/, '')
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
    throw wrong(file, `is not JSON: line ${line}, column ${column}: ${reason}`)
  }
}

/** "CloseBraceExpected" → "close brace expected". */
function spelledOut(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
