/** Reads an experiment document from a file, or from standard input for `-`. The file is hostile until parsed. */
import { readDocumentText } from '../contract/documentText'
import { LabFailure } from '../contract/errors'
import { readUserText } from './readUserText'

const largestDocumentBytes = 1024 * 1024

export interface WrittenDocument {
  /** What messages call it. */
  readonly named: string
  /** The JSON value, whatever it is. */
  readonly written: unknown
}

/** @throws LabFailure with file and place when the text is not JSON or says two things, and when there is none to read. */
export function readDocument(file: string): WrittenDocument {
  const { named, text } = readUserText(file, 'an experiment document', largestDocumentBytes)
  const read = readDocumentText(text)
  if (read.ok) return { named, written: read.document }
  const [first] = read.problems
  if (first.path === null) {
    throw new LabFailure({ kind: 'invalidInput', what: `${named} is not JSON: ${first.message}`, problems: [] })
  }
  const problems = read.problems.map(({ path, what }) => ({ path: path ?? '', message: what }))
  throw new LabFailure({ kind: 'invalidInput', what: named, problems })
}
