/** With a real run in a lab file: rows, arrays and results one by one, each changed by as little as can be. */
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import type { Difference } from '../contract/lab'
import type { FrameMessage, Outcome } from '../contract/trainerMessages'
import { appendFrame } from '../store/appendFrame'
import { finishRun } from '../store/finishRun'
import type { WritableDb } from '../store/labDatabase'
import { readRun } from '../store/runs/readRuns'
import { insertSamples } from '../store/testing/insertSamples'
import { sampleOutcome } from '../store/testing/sampleOutcome'
import { sampleCheckpoint } from '../store/testing/sampleSnapshot'
import { temporaryLabFile } from '../store/testing/temporaryLabFile'
import { Comparison } from './comparison'

const { arrays } = sampleCheckpoint()
const outcome: Outcome = { ...sampleOutcome, step: 3000, result: arrays }
const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }

/** Rows of steps `from` … `end`, with numbers that are not finite among them. */
function frame(from: number, end: number, change: (value: number, step: number, name: string) => number): FrameMessage {
  const steps = Float64Array.from({ length: end - from + 1 }, (_, index) => from + index)
  const rowsOf = (diagnostic: string, parameter: string, columns: string[]) => ({
    key: { diagnostic, parameter },
    shape: { columns },
    steps,
    values: Float64Array.from(
      columns.flatMap((column) =>
        [...steps].map((step) => change(step % 7 === 0 ? Number.NaN : 1 / step, step, `${diagnostic}.${column}`)),
      ),
    ),
  })
  return {
    type: 'frame',
    frame: {
      step: end,
      elapsedMs: 1,
      stepsPerSecond: 1,
      rows: [
        rowsOf('trainingLoss', '', ['value']),
        rowsOf('s', 'x', ['mean', 'max']),
        rowsOf('elapsed', '', ['seconds']),
      ],
    },
    ...progress,
    kept: [{ step: end, arrays }],
  }
}
const same = (value: number): number => value

function finishedRun(): { readonly db: WritableDb; readonly run: RunId } {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  for (const [from, end] of [
    [1, 100],
    [101, 3000],
  ] as const) {
    const message = frame(from, end, same)
    appendFrame(db, run!, message.frame, message)
  }
  finishRun(db, run!, outcome, 1)
  return { db, run: run! }
}

/** Frames of other lengths than those that were stored. */
function compared(frames: readonly FrameMessage[], end: Outcome): Difference[] {
  const { db, run } = finishedRun()
  const comparison = new Comparison(db, readRun(db, run)!)
  for (const message of frames) comparison.frame(message)
  return comparison.end(end)
}

const at = (step: number, kept: number[], message: FrameMessage): FrameMessage => ({
  ...message,
  kept: kept.map((moment) => ({ step: moment, arrays })),
  frame: { ...message.frame, step },
})
const repeated = (change: Parameters<typeof frame>[2]): FrameMessage[] => [
  at(1500, [100], frame(1, 1500, change)),
  at(3000, [3000], frame(1501, 3000, change)),
]

test('the same rows, arrays and results differ in nothing, however they fall into frames; times do not count', () => {
  expect(compared(repeated(same), outcome)).toEqual([])
  const slower = (value: number, _step: number, name: string) => (name === 'elapsed.seconds' ? value + 1 : value)
  expect(compared(repeated(slower), { ...outcome, elapsedMs: 99, threadsLeftAt: null })).toEqual([])
})

test('one value of one column that differs in its last bit is told with its step', () => {
  const nudged = (value: number, step: number, name: string) =>
    step === 2048 && name === 's.max' ? value * (1 + Number.EPSILON) : value
  expect(compared(repeated(nudged), outcome)).toEqual([
    {
      part: 'series',
      name: 's x',
      detail: `max at step 2048: ${1 / 2048} was stored, ${(1 + Number.EPSILON) / 2048} came out`,
    },
  ])
  const finite = (value: number, step: number, name: string) => (step === 14 && name.startsWith('t') ? 1 : value)
  expect(compared(repeated(finite), outcome)).toMatchObject([
    { detail: 'value at step 14: NaN was stored, 1 came out' },
  ])
})

test('rows that are missing, or more, or of other steps are told', () => {
  const [first, second] = repeated(same) as [FrameMessage, FrameMessage]
  const short = { ...second, frame: { ...second.frame, rows: [] } }
  expect(compared([first, short], outcome).map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    'trainingLoss: 3000 rows were stored, 1500 came out',
    's x: 3000 rows were stored, 1500 came out',
    'elapsed: 3000 rows were stored, 1500 came out',
  ])
  const long = at(3001, [], frame(3001, 3001, same))
  expect(compared([first, second, long], outcome)[0]?.detail).toBe('a row of step 3001 came out, and was not stored')
  const late = at(3000, [3000], frame(1502, 3001, same))
  expect(compared([first, late], outcome)[0]?.detail).toBe('a row of step 1501 was stored, one of step 1502 came out')
})

test('arrays and results that differ are told one by one, with the first element', () => {
  const [x, s, generator] = arrays
  const result = [
    { ...x!, values: Float32Array.of(1.5, 0, Number.NaN) },
    { ...s!, shape: [1, 3] },
    { ...generator!, name: 'dropout2' },
  ]
  expect(compared(repeated(same), { ...outcome, result, testLoss: 3, validationAccuracy: null })).toEqual([
    { part: 'results', name: 'validationAccuracy', detail: 'NaN was stored, none came out' },
    { part: 'results', name: 'testLoss', detail: '-Infinity was stored, 3 came out' },
    { part: 'result', name: 'parameter x', detail: 'at step 3000: element 1: -0 was stored, 0 came out' },
    { part: 'result', name: 'slot s x', detail: 'at step 3000: float32 [3] was stored, float32 [1, 3] came out' },
    { part: 'result', name: 'generator dropout1', detail: 'at step 3000: it was stored, and did not come out' },
    { part: 'result', name: 'generator dropout2', detail: 'at step 3000: it came out, and was not stored' },
  ])
})

test('a kept moment that did not come out is told', () => {
  const [first, second] = repeated(same) as [FrameMessage, FrameMessage]
  expect(compared([{ ...first, kept: [] }, second], outcome)).toEqual([
    { part: 'kept', name: 'at step 100', detail: 'was stored, and did not come out' },
  ])
})

test('a block of a level that is not what was stored is told, though every row is', () => {
  const { db, run } = finishedRun()
  db.exec('UPDATE levels SET payload = zeroblob(length(payload)) WHERE level = 1 AND series_id = 1')
  const comparison = new Comparison(db, readRun(db, run)!)
  for (const message of repeated(same)) comparison.frame(message)
  expect(comparison.end(outcome)).toMatchObject([
    { part: 'series', name: 'trainingLoss', detail: expect.stringContaining('the blocks of level 1 of trainingLoss') },
  ])
})
