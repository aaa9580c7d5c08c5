/** What a change of one run costs the table: counted in components that draw again and in nodes that change. */
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'
import { LabDouble } from '../lab/testing/labDouble'
import { runList, savedRun, toldRuns } from './testing/savedRun'

const lab = new LabDouble().install()
lab.answer('runs.list', runList([]))
const { useRuns } = await import('./useRuns')
const { useRunList } = await import('./useRunList')
const { useQueue } = await import('./useQueue')
const { default: RunTable } = await import('./RunTable.vue')

const { visibleRuns, reloadRuns, followRuns, titleOf, trashedCount, savedCount, selectMany, selection, cursor } =
  useRuns()
const { listedIds, filterText, sort, view, allColumns } = useRunList()

/** In a page without layout nothing has a height: the grid is given one. */
const tall = { configurable: true, get: () => 600 }
const ownHeight = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'clientHeight')!

let stop: () => void
const tell = (...runs: RunSummary[]) => lab.tell('runs.changed', toldRuns(runs))
const runs = (count: number, changes: object = {}) =>
  Array.from({ length: count }, (_, index) => savedRun(index + 1, { trainingLoss: index + 1, ...changes }))

async function listed(list: readonly RunSummary[]): Promise<void> {
  lab.answer('runs.list', runList(list))
  await reloadRuns()
}

beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', tall)
  stop = followRuns()
})
afterEach(() => {
  stop()
  filterText.value = ''
  sort.value = null
  view.value = 'saved'
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', ownHeight)
})

/** Components that draw again, and nodes that change, while something happens. */
async function drawn(count: number, act: (list: readonly RunSummary[]) => void) {
  const updates: Record<string, number> = {}
  const counting = {
    updated(this: { $options: { __name?: string } }) {
      const name = this.$options.__name ?? 'other'
      updates[name] = (updates[name] ?? 0) + 1
    },
  }
  const list = runs(count)
  await listed(list)
  const wrapper = mount(RunTable, { attachTo: document.body, global: { mixins: [counting] } })
  await flushPromises()
  const rows = wrapper.findAll('[role="row"][data-run]').length
  for (const name of Object.keys(updates)) delete updates[name]
  let changes = 0
  const observer = new MutationObserver((records) => {
    changes += records.length
  })
  observer.observe(wrapper.element, { subtree: true, childList: true, characterData: true, attributes: true })
  act(list)
  await nextTick()
  await flushPromises()
  changes += observer.takeRecords().length
  observer.disconnect()
  wrapper.unmount()
  return { rows, updates, changes }
}

describe('a change of one run', () => {
  it('draws its row again, and no other, with two thousand runs as with ten', async () => {
    const progress = (list: readonly RunSummary[]) =>
      tell({ ...list.at(-1)!, status: 'running', step: 200, trainingLoss: 0.25 })
    const few = await drawn(10, progress)
    const many = await drawn(2000, progress)
    expect(few.rows).toBe(10)
    expect(many.rows).toBeLessThan(60)
    expect(few.updates).toEqual({ RunRow: 1, RunMark: 1, StatusChip: 1 })
    expect(many.updates).toEqual(few.updates)
    expect(many.changes).toBe(few.changes)
  })

  it('that is out of sight draws nothing', async () => {
    const { updates, changes } = await drawn(2000, (list) => tell({ ...list[0]!, trainingLoss: 0.25 }))
    expect([updates, changes]).toEqual([{}, 0])
  })
})

describe('the list', () => {
  it('follows runs that come, change, leave and are moved to the trash, by filter and order', async () => {
    await listed(runs(4))
    expect(listedIds.value).toEqual([4, 3, 2, 1])
    sort.value = { column: 'loss', direction: 'ascending' }
    expect(listedIds.value).toEqual([1, 2, 3, 4])
    tell(savedRun(1, { trainingLoss: 3.5 }), savedRun(5, { trainingLoss: 0 }))
    expect(listedIds.value).toEqual([5, 2, 3, 1, 4])
    filterText.value = '-id:5'
    tell(savedRun(2, { trashedAtMs: 9 }))
    expect([listedIds.value, savedCount.value, trashedCount.value]).toEqual([[3, 1, 4], 4, 1])
    view.value = 'trash'
    expect(listedIds.value).toEqual([2])
    lab.tell('runs.removed', [savedRun(2).id])
    expect([listedIds.value, trashedCount.value]).toEqual([[], 0])
  })

  it('has a column for each setting in which the listed runs differ, and no other', async () => {
    const rate = (id: number, learningRate: number) =>
      savedRun(id, { experiment: { optimizer: { kind: 'sgd', learningRate } } })
    const settings = () => allColumns.value.map(({ id }) => id).filter((id) => id.startsWith('optimizer.'))
    await listed([rate(1, 0.1), rate(2, 0.1)])
    expect(settings()).toEqual([])
    tell(rate(3, 0.2))
    expect(settings()).toEqual(['optimizer.learningRate'])
    filterText.value = '-id:3'
    expect(settings()).toEqual([])
  })

  it('takes what left it out of the selection, and the cursor to the row that took its place', async () => {
    await listed(runs(6))
    selectMany([savedRun(5).id, savedRun(3).id, savedRun(4).id])
    tell(...[5, 4].map((id) => savedRun(id, { trashedAtMs: 1 })))
    expect([[...selection.value], cursor.value]).toEqual([[3], 3])
  })
})

describe('the runs on the charts', () => {
  it('are told of again when anything of them changes but their progress', async () => {
    await listed(runs(3))
    const { computed } = await import('vue')
    let drawings = 0
    const drawing = computed(() => {
      drawings++
      return visibleRuns()
    })
    const drawingsAfter = (...changed: RunSummary[]): number => {
      tell(...changed)
      void drawing.value
      return drawings
    }
    expect(drawingsAfter()).toBe(1)
    expect(drawingsAfter(savedRun(2, { trainingLoss: 0.1, step: 7, elapsedMs: 9, stepsPerSecond: 3 }))).toBe(1)
    expect(visibleRuns()[1]).toMatchObject({ step: 7 })
    let expected = 1
    for (const change of [
      { name: 'another' },
      { name: 'another', status: 'stopped' },
      { name: 'another', status: 'stopped', tags: ['b'] },
      { name: 'another', status: 'stopped', tags: ['b'], isVisible: false },
    ]) {
      expected++
      expect(drawingsAfter(savedRun(2, { trainingLoss: 0.1, step: 7, ...change }))).toBe(expected)
    }
    expect(drawing.value.map(({ id }) => id)).toEqual([1, 3])
    expect(drawingsAfter(savedRun(2, { isVisible: false }))).toBe(expected)
  })
})

describe('the queue', () => {
  it('is in the order of its numbers, whichever run joins or leaves it', async () => {
    const { queuedIds, running, placeInQueue } = useQueue()
    const waits = (id: number, queueOrder: number) => savedRun(id, { status: 'queued', queueOrder })
    await listed([waits(1, 5), waits(2, 1.5), waits(3, 2)])
    expect(queuedIds.value).toEqual([2, 3, 1])
    tell(savedRun(2, { status: 'running' }), waits(1, 0))
    expect([queuedIds.value, running.value.map(({ id }) => id)]).toEqual([[1, 3], [2]])
    expect(placeInQueue(savedRun(3).id)).toBe(1)
  })
})

it('seeds of one configuration are told apart in their titles', async () => {
  await listed([1, 2].map((seed) => savedRun(seed, { name: 'bowl', configuration: 1, seed })))
  expect(visibleRuns().map(titleOf)).toEqual(['bowl · seed 1', 'bowl · seed 2'])
})
