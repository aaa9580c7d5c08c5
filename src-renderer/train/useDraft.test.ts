import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Experiment } from '../../src-main/contract/experiment'
import { client } from '../lab/client'
import { createFakeMain, type FakeMain } from './testing/fakeMain'
import { createDraft, type Draft } from './useDraft'

const experiment: Experiment = {
  schemaVersion: 1,
  name: 'bowl',
  problem: { kind: 'quadratic', eigenvalues: [1, 50] },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  schedule: { kind: 'constant' },
  budget: { steps: 400 },
  precision: 'float64',
  seed: 3,
  diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
}

let main: FakeMain
let draft: Draft
let restores: (() => void)[]

beforeEach(() => {
  vi.useFakeTimers()
  main = createFakeMain([['experiments.check', () => ({ experiment: null, problems: [], remarks: [] })]])
  restores = []
  draft = createDraft(client, (restore) => restores.push(restore))
})
afterEach(() => {
  draft.dispose()
  vi.useRealTimers()
})

const checked = (): unknown[] => main.asked.map(({ input }) => (input as { document: unknown }).document)

describe('useDraft', () => {
  it('a duplicate keeps everything of the run but the name', () => {
    draft.duplicate({ name: 'my bowl', experiment })
    expect(draft.document.value).toEqual({ ...experiment, name: 'my bowl (copy)' })
    expect(draft.mode.value).toBe('draft')
    draft.duplicate({ name: 'my bowl (copy)', experiment })
    expect(draft.document.value).toMatchObject({ name: 'my bowl (copy 2)' })
  })

  it('a new draft starts from RMSProp on the bowl, or from the document given', () => {
    draft.newDraft()
    expect(draft.document.value).toMatchObject({ optimizer: { kind: 'rmsprop' }, problem: { kind: 'quadratic' } })
    draft.newDraft({ seed: 5 })
    expect(draft.document.value).toEqual({ seed: 5 })
  })

  it('a document changed in the form is written in the order documents are written in', () => {
    draft.setDocument({ wings: 1, seed: 5, name: 'a', schemaVersion: 1 })
    expect(Object.keys(JSON.parse(draft.text.value))).toEqual(['schemaVersion', 'name', 'seed', 'wings'])
  })

  it('form and text are the same document, whichever is changed', () => {
    draft.newDraft({ seed: 5 })
    expect(JSON.parse(draft.text.value)).toEqual({ seed: 5 })
    draft.setDocument({ seed: 6 })
    expect(JSON.parse(draft.text.value)).toEqual({ seed: 6 })
    draft.setText('{"seed":7}')
    expect(draft.document.value).toEqual({ seed: 7 })
    expect(draft.text.value).toBe('{"seed":7}')
  })

  it('text that is not JSON stays as typed, says why, and leaves the document as it was', () => {
    draft.newDraft({ seed: 5 })
    draft.setText('{"seed": }')
    expect(draft.text.value).toBe('{"seed": }')
    expect(draft.document.value).toEqual({ seed: 5 })
    expect(draft.textProblem.value?.message).toBe('line 1, column 10: a value is expected here')
    draft.discardText()
    expect(draft.textProblem.value).toBeNull()
    expect(JSON.parse(draft.text.value)).toEqual({ seed: 5 })
  })

  it('text with a key that stands twice, or a number that would be another one, is not taken over', () => {
    draft.newDraft({ seed: 5 })
    draft.setText('{"seed": 6, "seed": 7}')
    expect(draft.document.value).toEqual({ seed: 5 })
    expect(draft.textProblem.value?.message).toContain('seed stands twice')
    draft.setText('{"seed": 9007199254740993}')
    expect(draft.document.value).toEqual({ seed: 5 })
    expect(draft.textProblem.value?.message).toContain('seed = 9007199254740993, would become 9007199254740992')
  })

  it('only the last of quick changes is sent to be checked', async () => {
    for (const seed of [1, 2, 3]) draft.setDocument({ seed })
    expect(draft.check.isPending.value).toBe(true)
    await vi.runAllTimersAsync()
    expect(checked()).toEqual([{ seed: 3 }])
    expect(draft.check.isPending.value).toBe(false)
  })

  it('the answer to the latest question wins, however late an older one comes', async () => {
    const waiting: ((problems: unknown) => void)[] = []
    main.answers.set('experiments.check', () => new Promise((resolve) => waiting.push(resolve)))
    const answer = (index: number, message: string) =>
      waiting[index]?.({ experiment: null, remarks: [], problems: [{ path: 'seed', message }] })
    draft.setDocument({ seed: 1 })
    await vi.runAllTimersAsync()
    draft.setDocument({ seed: 2 })
    await vi.runAllTimersAsync()
    answer(1, 'second')
    await vi.runAllTimersAsync()
    answer(0, 'first')
    await vi.runAllTimersAsync()
    expect(draft.check.problems.value).toEqual([{ path: 'seed', message: 'second' }])
  })

  it('settling asks at once and waits for the answer to the latest change', async () => {
    main.answers.set('experiments.check', (input) => ({
      experiment: null,
      remarks: [],
      problems: [{ path: 'seed', message: JSON.stringify(input) }],
    }))
    draft.setDocument({ seed: 1 })
    draft.setDocument({ seed: 2 })
    await draft.check.settle()
    expect(draft.check.problems.value[0]?.message).toBe('{"document":{"seed":2}}')
    await vi.runAllTimersAsync()
    expect(main.asked).toHaveLength(1)
    await draft.check.settle()
  })

  it('a check that fails is told and keeps the problems known', async () => {
    main.answers.delete('experiments.check')
    draft.setDocument({ seed: 1 })
    await vi.runAllTimersAsync()
    expect(draft.check.error.value).toEqual({ kind: 'internal', message: 'no answer to experiments.check' })
  })

  it('an edited draft that gives way can be brought back; an untouched or a kept one just goes', () => {
    draft.newDraft({ seed: 1 })
    draft.newDraft({ seed: 2 })
    expect(restores).toHaveLength(0)
    draft.setDocument({ seed: 3 })
    draft.newDraft({ seed: 4 })
    expect(restores).toHaveLength(1)
    restores[0]?.()
    expect(draft.document.value).toEqual({ seed: 3 })
    draft.markKept()
    draft.newDraft({ seed: 5 })
    expect(restores).toHaveLength(1)
  })

  it('after it is disposed nothing is asked any more', async () => {
    draft.setDocument({ seed: 1 })
    draft.dispose()
    await vi.runAllTimersAsync()
    expect(main.asked).toHaveLength(0)
  })
})
