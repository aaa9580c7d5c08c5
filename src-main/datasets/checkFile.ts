/** The condition on a field that names a file of the user's own: a full path, since runs are repeated from anywhere. */
import { isAbsolute } from 'node:path'
import type { InputProblem } from '../contract/errors'

/** @param what - such as "a CSV file" */
export function checkFile(path: string, file: string, what: string): readonly InputProblem[] {
  if (isAbsolute(file)) return []
  return [{ path, message: `= ${JSON.stringify(file)}, must be the full path of ${what}` }]
}
