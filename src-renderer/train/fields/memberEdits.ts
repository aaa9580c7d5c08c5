/** Members as the form makes them: the next entry of a list, and a member of another kind. */
import type { Catalogue, Definition, DiagnosticDefinition } from '../../../src-main/contract/definition'
import type { MembersField } from '../../../src-main/contract/field'
import { fieldSchema } from '../../../src-main/contract/fieldSchema'
import { starterRule } from '../../../src-main/contract/ownRules'
import { isJsonObject, type JsonObject } from '../draft/documentPath'
import { isRuleField } from '../rule/isRuleField'

/**
 * The entry a list of members grows by: like the last one where there is one, with a name of its own.
 *
 * Names are counted on (`hidden2` after `hidden1`), since two parameters must not share one.
 *
 * @param field - of the list; where each kind is there once, the entry is of one that is free, further ones before those
 *   that are there anyhow
 */
export function newMember(entries: readonly unknown[], field: MembersField, catalogue: Catalogue): JsonObject {
  const definitions: readonly (Definition & Partial<DiagnosticDefinition>)[] = catalogue[field.of]
  if (field.isEachKindOnce === true) {
    const taken = new Set(entries.map((entry) => (isJsonObject(entry) ? entry.kind : undefined)))
    const free = definitions.filter(({ kind }) => !taken.has(kind))
    return { kind: (free.find(({ isStandard }) => isStandard === false) ?? free[0])?.kind ?? '' }
  }
  const kind = definitions[0]?.kind ?? ''
  const last = entries.at(-1)
  if (!isJsonObject(last)) return { kind }
  if (typeof last.name !== 'string') return { ...last }
  const names = new Set(entries.map((entry) => (isJsonObject(entry) ? entry.name : undefined)))
  return { ...last, name: freeName(last.name, names) }
}

function freeName(name: string, taken: ReadonlySet<unknown>): string {
  const stem = name.replace(/\d+$/, '')
  for (let count = Number(name.slice(stem.length) || 1) + 1; ; count += 1) {
    if (!taken.has(`${stem}${count}`)) return `${stem}${count}`
  }
}

/** The names that the starting rule declares; a rate given for them is kept like that of any other field. */
const starterNames = ['learningRate', 'beta2', 'epsilon']

/**
 * A member after its kind is changed: fields of the same name stay where they fit, the rest is left to its default.
 *
 * A rate tuned for one optimizer is where one starts with the next; a list of layers is not thrown away for a look at
 * another problem.
 */
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
