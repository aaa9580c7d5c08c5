import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stopRun } from '../finishRun'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { moveInQueue, readQueuedRuns } from './queue'
import { listRuns, readRuns } from './readRuns'
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
      expect(readRuns(db, after).map((summary) => summary.queuePosition)).toEqual([0, 1, 2, 3, 4, 5])
    }),
  )
})

test('places in the queue have no gaps, whichever run leaves it', () => {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, 4)
  stopRun(db, runs[1]!, 5)
  expect(listRuns(db).map((run) => run.queuePosition)).toEqual([0, null, 1, 2])
  insertSamples(db, 1)
  expect(listRuns(db).map((run) => run.queuePosition)).toEqual([0, null, 1, 2, 3])
})

test('only a queued run moves in the queue', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  startRun(db, run!, 1)
  expect(() => moveInQueue(db, run!, 0)).toThrow('is running; moving in the queue needs a run that is queued')
})
