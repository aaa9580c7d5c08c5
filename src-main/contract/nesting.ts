/**
 * How deep lists and objects of a document may stand in each other. Layers can hold layers, and what reads them calls
 * itself: a hostile document must not exhaust the stack.
 */

/** A residual connection takes two levels; nobody writes thirty inside each other. */
export const deepestNesting = 64

/** Whether `value` holds more than `limit` levels of lists and objects. */
export function isNestedDeeper(value: unknown, limit = deepestNesting): boolean {
  if (typeof value !== 'object' || value === null) return false
  return limit === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, limit - 1))
}
