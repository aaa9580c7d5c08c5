import { describe, expect, it } from 'vitest'
import { computed, shallowRef } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'
import { savedRun } from '../runs/testing/savedRun'
import { heldRuns } from './heldRuns'

/** As it crosses from main: a new object with new contents. */
function told(run: RunSummary, change: Partial<RunSummary> = {}): RunSummary {
  return { ...structuredClone(run), ...change }
}

function watched(runs: readonly RunSummary[]) {
  const visible = shallowRef(runs)
  const version = shallowRef(0)
  const held = heldRuns(() => visible.value, version)
  let drawings = 0
  const drawing = computed(() => {
    drawings++
    return held.value
  })
  const countDrawings = (): number => {
    void drawing.value
    return drawings
  }
  return { visible, version, held, drawings: countDrawings }
}

describe('the runs as charts know them', () => {
  const run = savedRun(1, { status: 'running', step: 10, tags: ['a'] })

  it('show no progress before the points that belong to it are read', () => {
    const { visible, version, held, drawings } = watched([run])
    expect(drawings()).toBe(1)
    visible.value = [told(run, { step: 20, elapsedMs: 5, stepsPerSecond: 3, trainingLoss: 0.1 })]
    expect(drawings()).toBe(1)
    expect(held.value[0]!.step).toBe(10)
    version.value++
    expect(drawings()).toBe(2)
    expect(held.value[0]!.step).toBe(20)
  })

  it.each([
    { name: 'another' },
    { status: 'completed' },
    { colour: 5 },
    { tags: ['a', 'b'] },
    { stepsPerEpoch: 12 },
  ] satisfies Partial<RunSummary>[])('show %o at once', (change) => {
    const { visible, held } = watched([run])
    expect(held.value).toHaveLength(1)
    visible.value = [told(run, change)]
    expect(held.value[0]).toMatchObject(change)
  })

  it('show at once a run that comes or goes', () => {
    const { visible, held } = watched([run])
    expect(held.value).toHaveLength(1)
    visible.value = [run, savedRun(2)]
    expect(held.value).toHaveLength(2)
    visible.value = [savedRun(2)]
    expect(held.value.map(({ id }) => id)).toEqual([2])
  })
})
