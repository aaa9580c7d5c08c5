/** Which fields of a table the form shows: those whose `when` holds for what the member has, defaults filled in. */
import type { Field, Fields } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'

export interface NamedField {
  readonly name: string
  readonly field: Field
}

export function visibleFields(fields: Fields, member: unknown): readonly NamedField[] {
  const given = isJsonObject(member) ? member : {}
  const inForce = (name: string): unknown => given[name] ?? fields[name]?.default
  return Object.entries(fields)
    .map(([name, field]) => ({ name, field }))
    .filter(({ field }) => field.when === undefined || inForce(field.when.field) === field.when.is)
}
