import { expect, test } from 'vitest'
import { provideMapGroupBy } from './mapGroupBy'

test('groups keep the order of keys and items, and see the index', () => {
  const target = {}
  provideMapGroupBy(target)
  const groupBy = Reflect.get(target, 'groupBy')
  const byLength = groupBy(['bb', 'a', 'cc'], (item: string) => item.length)
  expect([...byLength]).toEqual([
    [2, ['bb', 'cc']],
    [1, ['a']],
  ])
  const byIndex = groupBy('xy', (_: string, index: number) => index)
  expect([...byIndex]).toEqual([
    [0, ['x']],
    [1, ['y']],
  ])
})

test('what is there already is kept', () => {
  const own = () => new Map()
  const target = { groupBy: own }
  provideMapGroupBy(target)
  expect(target.groupBy).toBe(own)
})
