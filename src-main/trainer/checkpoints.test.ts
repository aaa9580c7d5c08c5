import { expect, test } from 'vitest'
import { CheckpointPace, checkpointIntervalMs } from './checkpoints'

test('a small run is kept every second, a large one every half minute, one in between by what it weighs', () => {
  expect([0, 100_000, 400_000].map(checkpointIntervalMs)).toEqual([1000, 1000, 1000])
  expect(checkpointIntervalMs(4_000_000)).toBe(10_000)
  expect([12_000_000, 1e9].map(checkpointIntervalMs)).toEqual([30_000, 30_000])
})

test('however much it weighs, the first checkpoint of a run is due within its first second, the next after the interval', () => {
  let nowMs = 50_000
  const pace = new CheckpointPace(1e9, () => nowMs, 0)
  expect(pace.isDue()).toBe(false)
  nowMs += 999
  expect(pace.isDue()).toBe(true)
  pace.keep(3)
  nowMs += 29_999
  expect(pace.isDue()).toBe(false)
  nowMs += 1
  expect([pace.isDue(), pace.isKept(3), pace.isKept(4)]).toEqual([true, true, false])
})
