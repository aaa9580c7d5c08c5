/**
 * Large answers cross as one text. What crosses as objects is copied value by value three times, out of main, into the
 * preload and over to the page; a text is copied as bytes, and reading it is faster than any of these copies.
 *
 * JSON has no word for NaN, ±∞ and −0: they stand beside the text's value, by their place in it.
 * Invariant: unpacking gives an equal value, for values of objects, arrays, texts, numbers, booleans and null.
 */
import type { CallName } from './calls'

/** The calls whose answers are large. */
export const packedCalls: ReadonlySet<CallName> = new Set<CallName>(['runs.list'])

type Place = readonly (string | number)[]
type Special = readonly [place: Place, number: string]

export function packAnswer(value: unknown): string {
  const specials: Special[] = []
  collect(value, [], specials)
  return JSON.stringify({ value, specials })
}

/** @throws SyntaxError for a text that is not JSON */
export function unpackAnswer(text: string): unknown {
  const packed = JSON.parse(text) as { value: unknown; specials: readonly Special[] }
  for (const [place, number] of packed.specials) put(packed, ['value', ...place], Number(number))
  return packed.value
}

function collect(value: unknown, place: (string | number)[], specials: Special[]): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return
    specials.push([[...place], Object.is(value, -0) ? '-0' : String(value)])
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) collectAt(value[index], index, place, specials)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collectAt(inner, key, place, specials)
  }
}

function collectAt(value: unknown, key: string | number, place: (string | number)[], specials: Special[]): void {
  if (typeof value !== 'number' && (typeof value !== 'object' || value === null)) return
  place.push(key)
  collect(value, place, specials)
  place.pop()
}

function put(holder: object, place: Place, number: number): void {
  const inner = place
    .slice(0, -1)
    .reduce<unknown>((present, key) => (present as Readonly<Record<string | number, unknown>>)[key], holder)
  Object.assign(inner as object, { [place.at(-1)!]: number })
}
