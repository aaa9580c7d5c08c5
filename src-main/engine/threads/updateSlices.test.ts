import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createArena } from '../arena'
import { WaitingGauge } from './team'
import { updateSlices } from './updateSlices'
import { usefulThreads } from './usefulThreads'

test('all shares together have every element once, cut at cache lines', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 5 }), (sizes, count) => {
      const declarations = sizes.map((size, index) => ({ name: `p${index}`, shape: [size] }))
      const { parameters, length } = createArena('float32', declarations)
      const all = Array.from({ length: count }, (_, index) => updateSlices(parameters, { index, count })).flat()
      const inOrder = [...all].sort((a, b) => a.start - b.start)
      expect(inOrder[0]?.start).toBe(0)
      expect(inOrder.at(-1)?.end).toBe(length)
      for (const [place, slice] of inOrder.entries()) {
        expect(slice.end).toBeGreaterThan(slice.start)
        if (place > 0) expect([slice.start % 16, slice.start]).toEqual([0, inOrder[place - 1]?.end])
      }
    }),
  )
})

test('threads are as many as asked for where each has four million operations and eight rows', () => {
  expect(usefulThreads(4, 109_386, 64)).toBe(4)
  expect(usefulThreads(4, 337, 32)).toBe(1)
  expect(usefulThreads(4, 1_000_000, 20)).toBe(2)
  expect(usefulThreads(1, 1_000_000, 128)).toBe(1)
})

test('one thread would be faster where all waiting is longer than the others’ part of the work', () => {
  const after = (count: number, workMs: number, waitMs: number): boolean => {
    const gauge = new WaitingGauge(count)
    for (let meeting = 0; meeting < 32; meeting++) gauge.add(workMs, waitMs)
    return gauge.isTooSlow()
  }
  expect(after(2, 100, 99)).toBe(false)
  expect(after(2, 100, 101)).toBe(true)
  expect(after(3, 100, 199)).toBe(false)
  expect(after(3, 100, 201)).toBe(true)
  // too short a time to say
  expect(after(2, 0.1, 1)).toBe(false)
})
