import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stopRun } from '../finishRun'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { moveInQueue, readQueuedRuns } from './queue'
import { readRun, readRuns } from './readRuns'
import { startRun } from './runStatus'

test('a queue in which one run moves keeps the order of the others', () => {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, 6)
  fc.assert(
    fc.property(fc.nat({ max: 5 }), fc.nat({ max: 8 }), (which, position) => {
      const before = readQueuedRuns(db)
      const run = runs[which]!
      moveInQueue(db, run, position)
      const after = readQueuedRuns(db)
      expect(after.indexOf(run)).toBe(Math.min(position, 5))
      expect(after.filter((other) => other !== run)).toEqual(before.filter((other) => other !== run))
      const orders = readRuns(db, after).map((run) => run.queueOrder ?? Number.NaN)
      expect(orders.every((order, place) => place === 0 || order > orders[place - 1]!)).toBe(true)
    }),
  )
})

test('a run that leaves the queue, and one that joins it, change no other', () => {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, 4)
  const before = readRuns(db, runs)
  stopRun(db, runs[1]!, 5)
  const [next] = insertSamples(db, 1)
  expect(readQueuedRuns(db)).toEqual([runs[0], runs[2], runs[3], next])
  for (const place of [0, 2, 3]) expect(readRun(db, runs[place]!)).toEqual(before[place])
})

test('moving a run changes that run alone, until two neighbours leave no room between them', () => {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, 5)
  const order = [...runs]
  let renumberings = 0
  for (let move = 0; move < 120; move++) {
    const last = order.pop()!
    order.splice(1, 0, last)
    const changed = moveInQueue(db, last, 1)
    if (changed.length > 1) renumberings += 1
    else expect(changed).toEqual([last])
    expect(readQueuedRuns(db)).toEqual(order)
  }
  // a number has 53 digits to halve
  expect(renumberings).toBeLessThan(4)
})

test('only a queued run moves in the queue', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  startRun(db, run!, 1)
  expect(() => moveInQueue(db, run!, 0)).toThrow('is running; moving in the queue needs a run that is queued')
})
