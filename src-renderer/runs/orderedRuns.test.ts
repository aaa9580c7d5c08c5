import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../src-main/contract/run'
import { OrderedRuns } from './orderedRuns'
import { runOrder } from './runOrder'
import type { RunChange } from './runStore'
import { savedRun } from './testing/savedRun'

const byLoss = runOrder((run) => run.trainingLoss, 'ascending')
const isVisible = (run: RunSummary): boolean => run.isVisible

/** A run as it is after a change; null when it is removed. */
const change = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  run: fc.option(fc.record({ trainingLoss: fc.option(fc.double()), isVisible: fc.boolean() }), { freq: 4 }),
})

it('after any changes, few or many at once, the list is what filtering and sorting all runs gives', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 90 }), { maxLength: 8 }), (tellings) => {
      const all = new Map<number, RunSummary>()
      const list = new OrderedRuns({ accepts: isVisible, compare: byLoss })
      for (const telling of tellings) {
        const before = list.ids()
        const changes = telling.map(({ id, run }): RunChange => {
          const old = all.get(id)
          if (run === null) all.delete(id)
          else all.set(id, savedRun(id, run))
          return { before: old, after: all.get(id) }
        })
        const isOther = list.change(changes)
        const expected = [...all.values()].filter(isVisible).sort(byLoss)
        expect(list.runs()).toEqual(expected)
        if (!isOther) expect(list.ids()).toEqual(before)
      }
    }),
  )
})

it('a run that changes and stays where it is makes no other list', () => {
  const runs = [1, 2, 3].map((id) => savedRun(id, { trainingLoss: id }))
  const list = new OrderedRuns({ accepts: isVisible, compare: byLoss })
  list.rebuild(runs)
  expect(list.change([{ before: runs[1], after: savedRun(2, { trainingLoss: 2.5 }) }])).toBe(false)
  expect(list.runs()[1]?.trainingLoss).toBe(2.5)
  expect(list.change([{ before: list.runs()[1], after: savedRun(2, { trainingLoss: 9 }) }])).toBe(true)
  expect(list.ids()).toEqual([1, 3, 2])
})

describe('a change of one run', () => {
  const looksOf = (count: number): { accepted: number; compared: number } => {
    const looks = { accepted: 0, compared: 0 }
    const list = new OrderedRuns({
      accepts: () => {
        looks.accepted++
        return true
      },
      compare: (a, b) => {
        looks.compared++
        return byLoss(a, b)
      },
    })
    const runs = Array.from({ length: count }, (_, index) => savedRun(index + 1, { trainingLoss: index }))
    list.rebuild(runs)
    looks.accepted = 0
    looks.compared = 0
    list.change([{ before: runs[4], after: savedRun(5, { trainingLoss: 7.5 }) }])
    return looks
  }

  it('looks at that run, and at others only to find its place by halves', () => {
    expect(looksOf(2048).accepted).toBe(1)
    expect(looksOf(2048).compared).toBeLessThanOrEqual(2 * 12)
  })
})
