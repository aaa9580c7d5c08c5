/** Ends the reading of data: which file, and why. */
import { LabFailure } from '../contract/errors'

/** @throws LabFailure `datasetUnreadable`, always */
export function refuse(file: string, reason: string): never {
  throw new LabFailure({ kind: 'datasetUnreadable', file, reason })
}

const longestShownName = 40

/**
 * Classes are there to be told apart: of one class alone every network is right from the start, with a loss of 0 that
 * says nothing.
 *
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

const longestShownText = 40

/** A field of the file in a sentence: in quotes, and cut where it is long. */
export function shownText(text: string): string {
  return JSON.stringify(text.length > longestShownText ? `${text.slice(0, longestShownText)}…` : text)
}
