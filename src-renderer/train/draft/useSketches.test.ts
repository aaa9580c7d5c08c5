import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { success } from '../../../src-main/contract/result'
import type { Sketch, Sketches } from '../../../src-main/contract/sketch'
import type { Client } from '../../lab/client'
import { useSketches } from './useSketches'

const drawn = (title: string): Sketches => {
  const rate: Sketch = {
    title,
    xTitle: 'step',
    yTitle: 'α',
    style: 'line',
    x: [1],
    low: [1],
    high: [1],
    note: '',
  }
  return { problem: null, schedule: rate }
}

let scope: ReturnType<typeof effectScope>
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function followed(answer: (document: unknown) => Promise<Sketches | null>) {
  const asked: unknown[] = []
  const call = async (_name: string, input: unknown) => {
    const { document } = input as { document: unknown }
    asked.push(document)
    return success(await answer(document))
  }
  const document = shallowRef<unknown>({ name: 'a' })
  const state = scope.run(() => useSketches({ call } as Pick<Client, 'call'>, () => document.value))!
  return { asked, document, ...state }
}

describe('useSketches', () => {
  it('asks once typing rests, and shows what main drew', async () => {
    const { asked, document, sketches } = followed(async () => drawn('rate'))
    document.value = { name: 'b' }
    await vi.advanceTimersByTimeAsync(50)
    document.value = { name: 'c' }
    await vi.advanceTimersByTimeAsync(119)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toEqual([{ name: 'c' }])
    expect(sketches.value.schedule?.title).toBe('rate')
  })

  it('keeps the last pictures, marked, while the document is not sound', async () => {
    const { document, sketches, isStale } = followed(async (given) =>
      JSON.stringify(given).includes('bad') ? null : drawn('rate'),
    )
    await vi.advanceTimersByTimeAsync(120)
    document.value = { name: 'bad' }
    await vi.advanceTimersByTimeAsync(120)
    expect([sketches.value.schedule?.title, isStale.value]).toEqual(['rate', true])
    document.value = { name: 'good' }
    await vi.advanceTimersByTimeAsync(120)
    expect(isStale.value).toBe(false)
  })

  it('an answer overtaken by a later question is dropped', async () => {
    const waiting: ((value: Sketches) => void)[] = []
    const { document, sketches } = followed(() => new Promise((resolve) => waiting.push(resolve)))
    await vi.advanceTimersByTimeAsync(120)
    document.value = { name: 'b' }
    await vi.advanceTimersByTimeAsync(120)
    waiting[1]?.(drawn('second'))
    waiting[0]?.(drawn('first'))
    await vi.advanceTimersByTimeAsync(0)
    expect(sketches.value.schedule?.title).toBe('second')
  })

  it('asks no more once its form is gone', async () => {
    const { asked } = followed(async () => drawn('rate'))
    scope.stop()
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
  })
})
