/**
 * The entry a list of members grows by: like the last one where there is one, with a name of its own.
 *
 * Names are counted on (`hidden2` after `hidden1`), since two parameters must not share one.
 */
import type { Catalogue, Definition, DiagnosticDefinition } from '../../../src-main/contract/definition'
import type { MembersField } from '../../../src-main/contract/field'
import { isJsonObject, type JsonObject } from '../draft/documentPath'

/**
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
