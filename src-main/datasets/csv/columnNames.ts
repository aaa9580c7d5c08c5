/**
 * What the columns are called: by the first record of the table, or by their place.
 *
 * The first record holds names when none of its fields is a number, with a decimal point or comma, and none is a missing
 * value other than an empty field; a column without a name is called by its place. Names that repeat are refused, and
 * never taken for data: a row that is lost or gained would not be seen.
 */
import { refuse } from '../refuse'
import { isMissingAt, numberOf } from './csvValue'
import type { HeadRecord } from './tableHead'

export function looksLikeNames({ fields, quoted }: HeadRecord): boolean {
  const isName = (field: string, place: number) =>
    field.trim() === '' || !(isMissingAt(fields, place, quoted) || isNumber(field))
  return fields.every(isName) && fields.some((field) => field.trim() !== '')
}

/** With a decimal point or comma. */
export function isNumber(field: string): boolean {
  return Number.isFinite(numberOf(field)) || Number.isFinite(numberOf(field, ','))
}

/**
 * In the order of the file, each different.
 *
 * @param isDetected - nobody said that these are names
 * @throws LabFailure `datasetUnreadable` where two are the same
 */
export function namesOf(
  file: string,
  { fields, line }: HeadRecord,
  { hasNames, isDetected }: { readonly hasNames: boolean; readonly isDetected: boolean },
): string[] {
  const names = fields.map((field, index) => (hasNames && field.trim() !== '' ? field.trim() : placeName(index)))
  const places = new Map<string, number>()
  names.forEach((name, index) => {
    const before = places.get(name)
    if (before !== undefined) {
      const advice = isDetected ? '; header = no reads it as data' : ''
      refuse(file, `line ${line} names the fields ${before} and ${index + 1} both "${name}"${advice}`)
    }
    places.set(name, index + 1)
  })
  return names
}

/** @param index - from 0 */
export function placeName(index: number): string {
  return `column${index + 1}`
}
