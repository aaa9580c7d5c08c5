/** The text of a file that the user chose in a dialog, with where it is. */
import { type Result, success } from '../contract/result'
import { readTextFile } from '../runs/readTextFile'

/** @param what - what the text should be: "an experiment document" */
export function readChosenText(
  file: string,
  what: string,
  largestBytes: number,
): Result<{ file: string; text: string }> {
  const read = readTextFile({ file, at: file, what, largestBytes })
  return read.ok ? success({ file, text: read.value }) : read
}
