/**
 * Which entries of a list of numbers are wrong, counted from 1 as a reader does.
 *
 * The check in main refuses the list as a whole; this only points at the entry, in the contract's own words.
 */
import type { RealsField } from '../../../src-main/contract/field'
import { intervalText, isWithin } from '../../../src-main/contract/fieldText'

export function entryProblems(field: RealsField, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown, index) => {
    const place = `entry ${index + 1}`
    if (entry === '') return [`${place} is empty`]
    if (typeof entry !== 'number') return [`${place} = ${JSON.stringify(entry)}, must be a number`]
    return isWithin(entry, field) ? [] : [`${place} = ${entry}, must be in ${intervalText(field)}`]
  })
}
