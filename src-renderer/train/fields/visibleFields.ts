/**
 * Which fields of a table the form shows: those whose `when` holds for what the member has, defaults filled in.
 *
 * An exception may set for some parameters what the member leaves at its default, so a condition that holds of one
 * exception holds.
 */
import type { Field, FieldCondition, Fields } from '../../../src-main/contract/field'
import { isJsonObject, type JsonObject } from '../draft/documentPath'

export interface NamedField {
  readonly name: string
  readonly field: Field
}

export function visibleFields(fields: Fields, member: unknown): readonly NamedField[] {
  const given = isJsonObject(member) ? member : {}
  const inForce = { ...defaultsOf(fields), ...given }
  const settings = [inForce, ...exceptionsOf(fields, given).map((exception) => ({ ...inForce, ...exception }))]
  return Object.entries(fields)
    .map(([name, field]) => ({ name, field }))
    .filter(({ field }) => {
      const conditions = [field.when ?? []].flat()
      return settings.some((one) => conditions.every((condition) => holds(condition, one)))
    })
}

function defaultsOf(fields: Fields): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]))
}

function exceptionsOf(fields: Fields, member: JsonObject): readonly JsonObject[] {
  return Object.entries(fields)
    .filter(([, { type }]) => type === 'exceptions')
    .flatMap(([name]) => member[name])
    .filter(isJsonObject)
}

function holds(condition: FieldCondition, settings: JsonObject): boolean {
  const value = settings[condition.field]
  return 'is' in condition ? value === condition.is : value !== condition.isNot
}
