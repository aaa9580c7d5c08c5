/**
 * `Map.groupBy` (ECMAScript 2024) where the Node that runs lacks it. Vitest 5 prints failed tests with it, and Node 20
 * does not have it: without this, one failed test would take down the whole report.
 */
export function provideMapGroupBy(target: object = Map): void {
  if ('groupBy' in target) return
  Object.defineProperty(target, 'groupBy', { value: groupBy, configurable: true, writable: true })
}

function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
