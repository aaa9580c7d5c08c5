import { beforeEach, expect, it } from 'vitest'
import { failure } from '../../src-main/contract/result'
import { client } from '../lab/client'
import { LabDouble } from '../lab/testing/labDouble'
import { createRunStore, type RunStore } from './runStore'
import { savedRun } from './testing/savedRun'

let lab: LabDouble
let store: RunStore
const names = () => [...store.runs.value.values()].map((run) => run.name)

beforeEach(() => {
  lab = new LabDouble().install()
  lab.answer('runs.list', [savedRun(1), savedRun(2)])
  store = createRunStore(client)
})

it('holds what main lists, then what main tells', async () => {
  const stop = store.follow()
  await store.reload()
  expect([store.state.value, names()]).toEqual(['ready', ['run 1', 'run 2']])
  lab.tell('runs.changed', [savedRun(2, { name: 'renamed' }), savedRun(3)])
  lab.tell('runs.removed', [savedRun(1).id])
  expect(names()).toEqual(['renamed', 'run 3'])
  stop()
})

it('a change told while the list is under way is newer than the list', async () => {
  const stop = store.follow()
  const reading = store.reload()
  lab.tell('runs.changed', [savedRun(2, { name: 'newer' })])
  await reading
  expect(store.runs.value.get(savedRun(2).id)?.name).toBe('newer')
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

it('a list that cannot be read is a state with its error', async () => {
  lab.answers.set('runs.list', () => failure({ kind: 'internal', message: 'no list' }))
  await store.reload()
  expect([store.state.value, store.error.value]).toEqual(['failed', { kind: 'internal', message: 'no list' }])
})

it('after it stops following nothing listens', async () => {
  const stop = store.follow()
  stop()
  lab.tell('runs.changed', [savedRun(9)])
  await Promise.resolve()
  expect([lab.listenerCount(), names()]).toEqual([0, []])
})
