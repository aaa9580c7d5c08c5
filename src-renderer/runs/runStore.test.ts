import { beforeEach, describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { failure } from '../../src-main/contract/result'
import type { RunSummary } from '../../src-main/contract/run'
import { client } from '../lab/client'
import { LabDouble } from '../lab/testing/labDouble'
import { createRunStore, type RunStore } from './runStore'
import { runList, savedRun, toldRuns } from './testing/savedRun'

let lab: LabDouble
let store: RunStore
const names = () => [...store.all()].map((run) => run.name)
const tell = (...runs: RunSummary[]) => lab.tell('runs.changed', toldRuns(runs))

beforeEach(() => {
  lab = new LabDouble().install()
  lab.answer('runs.list', runList([savedRun(1), savedRun(2)]))
  store = createRunStore(client)
})

it('holds what main lists, then what main tells', async () => {
  const stop = store.follow()
  await store.reload()
  expect([store.state.value, names()]).toEqual(['ready', ['run 1', 'run 2']])
  tell(savedRun(2, { name: 'renamed' }), savedRun(3))
  lab.tell('runs.removed', [savedRun(1).id])
  expect(names()).toEqual(['renamed', 'run 3'])
  expect(store.run(savedRun(3).id)?.experiment).toEqual(savedRun(3).experiment)
  stop()
})

it('a configuration that was told once is known of every later run', async () => {
  const stop = store.follow()
  await store.reload()
  const again = savedRun(9, { configuration: 2, seed: 5 })
  lab.tell('runs.changed', { ...toldRuns([again]), configurations: [] })
  expect(store.run(again.id)?.experiment).toEqual({ ...savedRun(2).experiment, name: 'run 9', seed: 5 })
  stop()
})

it('a change told while the list is under way is newer than the list', async () => {
  const stop = store.follow()
  const reading = store.reload()
  const renamed = savedRun(2, { name: 'newer' })
  lab.tell('runs.changed', { ...toldRuns([renamed]), configurations: [] })
  await reading
  expect(store.run(renamed.id)?.name).toBe('newer')
  stop()
})

it('a run removed while the list is under way stays removed', async () => {
  const stop = store.follow()
  const reading = store.reload()
  lab.tell('runs.removed', [savedRun(2).id])
  await reading
  expect(names()).toEqual(['run 1'])
  stop()
})

it('a list that cannot be read is a state with its error; what of one is damaged stands beside the other runs', async () => {
  lab.answers.set('runs.list', () => failure({ kind: 'internal', message: 'no list' }))
  await store.reload()
  expect([store.state.value, store.error.value]).toEqual(['failed', { kind: 'internal', message: 'no list' }])
  const damage = { kind: 'damaged', file: 'a.lab', run: 2, what: 'its record' } as const
  lab.answer('runs.list', runList([savedRun(1)], [damage]))
  await store.reload()
  expect([names(), store.damaged.value]).toEqual([['run 1'], [damage]])
})

it('after it stops following nothing listens', async () => {
  const stop = store.follow()
  stop()
  tell(savedRun(9))
  await Promise.resolve()
  expect([lab.listenerCount(), names()]).toEqual([0, []])
})

describe.each([10, 2000])('of %i runs', (count) => {
  it('a change of one reaches who follows it, and nobody who follows another', async () => {
    lab.answer('runs.list', runList(Array.from({ length: count }, (_, index) => savedRun(index + 1))))
    const stop = store.follow()
    await store.reload()
    let followed = 0
    const shown = Array.from({ length: count }, (_, index) => {
      const { id } = savedRun(index + 1)
      return computed(() => {
        followed++
        return store.run(id)?.step
      })
    })
    for (const step of shown) void step.value
    followed = 0
    const observed: number[] = []
    store.observe((changes) => observed.push(changes.length))
    tell(savedRun(3, { step: 12 }))
    for (const step of shown) void step.value
    expect([followed, observed, shown[2]?.value]).toEqual([1, [1], 12])
    stop()
  })
})
