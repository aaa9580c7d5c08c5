/**
 * Places inside a document, as the keys and indices that lead there.
 *
 * `problem.layers[2].units` is how a problem names its place (`pathText` of the contract); this reads it back, and
 * reads and writes values there. Writing never changes the document given: what lies on the path is copied.
 */
export type DocumentPath = readonly (string | number)[]

export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const step = /([^.[\]]+)|\[(\d+)\]/g

/** The inverse of the contract's `pathText`, for keys without dots and brackets. */
export function parsePath(text: string): DocumentPath {
  return [...text.matchAll(step)].map((match) => (match[2] === undefined ? (match[1] ?? '') : Number(match[2])))
}

/** The path of an entry: `childPath('problem', 'layers')`, `childPath('problem.layers', 2)`. */
export function childPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`
  return parent === '' ? key : `${parent}.${key}`
}

/** True for the place itself and everything below it. */
export function isAtOrBelow(path: string, ancestor: string): boolean {
  if (ancestor === '' || path === ancestor) return true
  return path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`)
}

/** What stands at the path; undefined where nothing does. */
export function valueAt(document: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined
    return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }, document)
}

/** The object with `key` set, or without it when the value is undefined. Other keys keep their order. */
export function withEntry(object: unknown, key: string, value: unknown): JsonObject {
  const entries = isJsonObject(object) ? Object.entries(object) : []
  if (value === undefined) return Object.fromEntries(entries.filter(([name]) => name !== key))
  const isKnown = entries.some(([name]) => name === key)
  return Object.fromEntries(
    isKnown ? entries.map(([name, old]) => [name, name === key ? value : old]) : [...entries, [key, value]],
  )
}
