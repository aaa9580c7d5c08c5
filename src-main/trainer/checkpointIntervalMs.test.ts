import { expect, test } from 'vitest'
import { checkpointIntervalMs } from './checkpointIntervalMs'

test('a small run is kept every second, a large one every half minute, one in between by what it weighs', () => {
  expect([0, 100_000, 400_000].map(checkpointIntervalMs)).toEqual([1000, 1000, 1000])
  expect(checkpointIntervalMs(4_000_000)).toBe(10_000)
  expect([12_000_000, 1e9].map(checkpointIntervalMs)).toEqual([30_000, 30_000])
})
