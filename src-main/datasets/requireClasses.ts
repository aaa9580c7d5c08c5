/**
 * Classes are there to be told apart: of one class alone every network is right from the start, with a loss of 0 that
 * says nothing.
 */
import { refuse } from './refuse'

const longestShownName = 40

/**
 * @param classNames - empty where values are predicted
 * @param where - what of the file holds the targets, such as `column "species"`
 * @throws LabFailure `datasetUnreadable` when there is one class and no more
 */
export function requireClasses(file: string, classNames: readonly string[], where = 'it'): void {
  const [only, ...others] = classNames
  if (only === undefined || others.length > 0) return
  const shown = only.length > longestShownName ? `${only.slice(0, longestShownName)}…` : only
  refuse(file, `cannot be learned from: ${where} holds one class ("${shown}"); there is nothing to tell apart`)
}
