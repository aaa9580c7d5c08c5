/** Reads a text from a file, or from standard input for `-`. The file is hostile until parsed. */
import { readFileSync, statSync } from 'node:fs'
import { type LabError, LabFailure } from '../contract/errors'

const standardInput = 0

export interface TextFile {
  /** As the user named it, for messages. */
  readonly file: string
  /** Where that is. */
  readonly path: string
  /** What the text should be: "an experiment document". */
  readonly what: string
  readonly largestBytes: number
}

/** What is wrong with a file, as a wrong request. */
export function wrongFile(file: string, message: string): LabFailure {
  const error: LabError = { kind: 'invalidInput', what: `${file} ${message}`, problems: [] }
  return new LabFailure(error)
}

/** @throws LabFailure naming the file when it cannot be read or is too large. */
export function readText({ file, path, what, largestBytes }: TextFile): string {
  try {
    if (file !== '-') {
      const facts = statSync(path)
      if (facts.isDirectory()) throw wrongFile(file, `is a folder; ${what} is expected`)
      if (facts.size > largestBytes) {
        throw wrongFile(file, `has ${facts.size} bytes; ${what} has at most ${largestBytes}`)
      }
    }
    return readFileSync(file === '-' ? standardInput : path, 'utf8').replace(/^\uFEFF/, '')
  } catch (thrown) {
    if (thrown instanceof LabFailure) throw thrown
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    throw wrongFile(file, code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`)
  }
}
