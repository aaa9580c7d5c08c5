/** Runs that a killed program left in the queue, taken out of it. */
import { expect, test } from 'vitest'
import { finishRun } from '../../store/finishRun'
import { queueAgain } from '../../store/resumeRun'
import { readQueuedRuns } from '../../store/runs/queue'
import { readRun } from '../../store/runs/readRuns'
import { insertSamples } from '../../store/testing/insertSamples'
import { sampleOutcome } from '../../store/testing/sampleOutcome'
import { temporaryLabFile } from '../../store/testing/temporaryLabFile'
import { stop } from './stop'

/** The runs of a file that nobody has open: one stopped and queued again, two new ones. */
function leftInQueue() {
  const labFile = temporaryLabFile()
  const [again, fresh, other] = insertSamples(labFile.db, 3)
  finishRun(labFile.db, again!, { ...sampleOutcome, status: 'stopped' }, 5)
  queueAgain(labFile.db, again!)
  labFile.close()
  return { file: labFile.file, again: again!, fresh: fresh!, other: other! }
}

function written(act: (output: Parameters<typeof stop>[2]) => void): string[] {
  const lines: string[] = []
  act({ result: (line) => lines.push(line), piece: () => {}, remark: () => {}, isTerminal: false })
  return lines
}

test('a new run ends stopped, one that was to go on is what it was, and the others stay', () => {
  const { file, again, fresh, other } = leftInQueue()
  expect(written((output) => stop([String(fresh), String(again)], { db: file }, output))).toEqual([
    `run ${fresh} is out of the queue, and stopped`,
    `run ${again} is out of the queue, and stopped`,
  ])
  const { db } = temporaryLabFile(file)
  expect(readQueuedRuns(db)).toEqual([other])
  expect(readRun(db, again)).toMatchObject({ status: 'stopped', finishedAtMs: 5, parameterDigest: 'sha256:00' })
})

test('one that is not queued is refused, and the others stay where they are', () => {
  const { file, again, fresh, other } = leftInQueue()
  written((output) => stop([String(again)], { db: file, json: true }, output))
  expect(() => written((output) => stop([String(fresh), String(again)], { db: file }, output))).toThrow(
    `run ${again} is stopped; stopping needs a run that is queued`,
  )
  expect(readQueuedRuns(temporaryLabFile(file).db)).toEqual([fresh, other])
})
