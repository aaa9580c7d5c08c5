/** Settings as hand-written code reads them; rules read theirs by name. */
import { InvariantError } from '../contract/assertNever'
import type { FieldValue } from '../contract/field'

/** @throws InvariantError if the setting is no number: an optimizer has asked for what it does not declare */
export function numberIn(settings: Readonly<Record<string, FieldValue>>, name: string): number {
  const value = settings[name]
  if (typeof value !== 'number') throw new InvariantError(`settings.${name} = ${String(value)}, must be a number`)
  return value
}
