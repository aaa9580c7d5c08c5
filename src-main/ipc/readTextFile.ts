/** The text of a file that the user chose, bounded in size; the file is hostile until parsed. */
import { readFileSync, statSync } from 'node:fs'
import { failure, type Result, success } from '../contract/result'

/** @param what - what the text should be: "an experiment document" */
export function readTextFile(file: string, what: string, largestBytes: number): Result<{ file: string; text: string }> {
  try {
    const { size } = statSync(file)
    if (size > largestBytes) {
      const reason = `${file} has ${size} bytes; ${what} has at most ${largestBytes}`
      return failure({ kind: 'invalidInput', what: reason, problems: [] })
    }
    return success({ file, text: readFileSync(file, 'utf8') })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return failure({ kind: 'invalidInput', what: `${file} cannot be read (${reason})`, problems: [] })
  }
}
