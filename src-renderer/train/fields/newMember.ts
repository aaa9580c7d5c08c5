/**
 * The entry a list of members grows by: like the last one where there is one, with a name of its own.
 *
 * Names are counted on (`hidden2` after `hidden1`), since two parameters must not share one.
 */
import { isJsonObject, type JsonObject } from '../draft/documentPath'

/** @param kind the kind to take when the list is empty. */
export function newMember(entries: readonly unknown[], kind: string): JsonObject {
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
