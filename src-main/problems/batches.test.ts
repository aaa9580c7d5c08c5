import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBatches } from './batches'

const sizes = [
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 1, max: 120 }),
  fc.integer({ min: 0, max: 99 }),
] as const

/** The examples of each step, for some epochs. */
function epochsOf(examples: number, batchSize: number, seed: number, epochs: number): number[][][] {
  const batches = createBatches(examples, batchSize, seed)
  return Array.from({ length: epochs }, (_, epoch) =>
    Array.from({ length: batches.stepsPerEpoch }, (_, index) => {
      const { order, start, count } = batches.next(epoch * batches.stepsPerEpoch + index + 1)
      return [...order.subarray(start, start + count)]
    }),
  )
}

test('every epoch sees every example once; only its last batch may be smaller', () => {
  fc.assert(
    fc.property(...sizes, (examples, batchSize, seed) => {
      for (const epoch of epochsOf(examples, batchSize, seed, 3)) {
        expect(epoch.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: examples }, (_, index) => index))
        for (const batch of epoch.slice(0, -1)) expect(batch).toHaveLength(batchSize)
        expect(epoch.at(-1)!.length).toBeGreaterThan(0)
      }
    }),
  )
})

test('the order is drawn anew each epoch, and by the seed alone', () => {
  const [first, second] = epochsOf(50, 10, 1, 2)
  expect(second).not.toEqual(first)
  expect(epochsOf(50, 10, 1, 2)).toEqual([first, second])
  expect(epochsOf(50, 10, 2, 1)[0]).not.toEqual(first)
})

test('the batch size divides the same order: it does not change it', () => {
  fc.assert(
    fc.property(...sizes, (examples, batchSize, seed) => {
      const small = epochsOf(examples, 1, seed, 2).map((epoch) => epoch.flat())
      expect(epochsOf(examples, batchSize, seed, 2).map((epoch) => epoch.flat())).toEqual(small)
    }),
  )
})
