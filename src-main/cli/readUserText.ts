/** A text that the user names on the command line: a file, or standard input for `-`. */
import { unwrap } from '../contract/result'
import { readTextFile } from '../runs/readTextFile'
import { userPath } from './request'

const standardInput = 0

export interface UserText {
  /** What messages call it. */
  readonly named: string
  readonly text: string
}

/**
 * @param what - what the text should be: "an experiment document"
 * @throws LabFailure naming the file when it cannot be read, is too large or no text
 */
export function readUserText(file: string, what: string, largestBytes: number): UserText {
  const isInput = file === '-'
  const named = isInput ? 'standard input' : file
  const at = isInput ? standardInput : userPath(file)
  return { named, text: unwrap(readTextFile({ file: named, at, what, largestBytes })) }
}
