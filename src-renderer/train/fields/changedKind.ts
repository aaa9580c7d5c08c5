/**
 * A member after its kind is changed: fields of the same name stay where they fit, the rest is left to its default.
 *
 * A rate tuned for one optimizer is where one starts with the next; a list of layers is not thrown away for a look at
 * another problem.
 */
import type { Catalogue, Definition } from '../../../src-main/contract/definition'
import { fieldSchema } from '../../../src-main/contract/fieldSchema'
import { starterRule } from '../../../src-main/contract/ownRules'
import { isJsonObject, type JsonObject } from '../draft/documentPath'
import { isRuleField } from '../rule/isRuleField'

/** The names that the starting rule declares; a rate given for them is kept like that of any other field. */
const starterNames = ['learningRate', 'beta2', 'epsilon']

export function changedKind(member: unknown, definition: Definition, catalogue: Catalogue): JsonObject {
  const given = isJsonObject(member) ? member : {}
  const kept = Object.entries(definition.fields).filter(([name, field]) => {
    return Object.hasOwn(given, name) && fieldSchema(field, catalogue, definition.fields).safeParse(given[name]).success
  })
  const changed = { kind: definition.kind, ...Object.fromEntries(kept.map(([name]) => [name, given[name]])) }
  const ruleField = Object.entries(definition.fields).find(([, field]) => isRuleField(field))?.[0]
  if (ruleField === undefined || Object.hasOwn(changed, ruleField)) return changed
  const numbers = Object.entries(given).filter(([name]) => starterNames.includes(name))
  return { ...changed, [ruleField]: starterRule, ...Object.fromEntries(numbers) }
}
