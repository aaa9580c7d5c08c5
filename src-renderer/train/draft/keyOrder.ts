/** A document with its keys in the order documents are written in; unknown keys behind, in their own order. */
import { isJsonObject } from './documentPath'

const order = [
  'schemaVersion',
  'name',
  'problem',
  'optimizer',
  'schedule',
  'budget',
  'precision',
  'seed',
  'diagnostics',
]

export function inKeyOrder(document: unknown): unknown {
  if (!isJsonObject(document)) return document
  const known = order.filter((key) => Object.hasOwn(document, key))
  const others = Object.keys(document).filter((key) => !order.includes(key))
  return Object.fromEntries([...known, ...others].map((key) => [key, document[key]]))
}
