import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Checkpoint } from '../contract/checkpoint'
import type { ParameterTensor } from '../contract/tensor'
import { appendFrame } from './appendFrame'
import { detachCheckpoint, readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoints'
import { finishRun } from './finishRun'
import { removeParameters } from './parameters'
import { purgeRuns, trashRuns } from './runs/editRuns'
import { readRun } from './runs/readRuns'
import { insertSamples } from './testing/insertSamples'
import { sampleCheckpoint } from './testing/sampleCheckpoint'
import { sampleOutcome } from './testing/sampleOutcome'
import { temporaryLabFile } from './testing/temporaryLabFile'

const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
const frame = { step: 12, elapsedMs: 1, stepsPerSecond: null, rows: [] }

function arraysIn(db: ReturnType<typeof temporaryLabFile>['db']): unknown {
  return db.prepare('SELECT count(*) AS n FROM state_arrays').get()
}

test('a checkpoint comes back bit for bit, with precisions and numbers that are not finite', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  writeCheckpoint(db, run!, sampleCheckpoint())
  expect(readCheckpoint(db, run!)).toEqual(sampleCheckpoint())
  expect(Object.is(readCheckpoint(db, run!)?.arrays[0]?.values[1], -0)).toBe(true)
  expect(readRun(db, run!)?.checkpointStep).toBe(12)
})

test('only the latest of a run is kept, and another run’s stays', () => {
  const { db } = temporaryLabFile()
  const [run, other] = insertSamples(db, 2)
  writeCheckpoint(db, other!, sampleCheckpoint())
  writeCheckpoint(db, run!, sampleCheckpoint())
  const later = sampleCheckpoint({ step: 13, arrays: sampleCheckpoint().arrays.slice(1) })
  writeCheckpoint(db, run!, later)
  expect(readCheckpoint(db, run!)).toEqual(later)
  expect(arraysIn(db)).toEqual({ n: 3 })
  removeCheckpoint(db, run!)
  expect([readCheckpoint(db, run!), readRun(db, run!)?.checkpointStep]).toEqual([undefined, null])
  expect(readCheckpoint(db, other!)).toEqual(sampleCheckpoint())
})

test('a frame and its checkpoint are kept together or not at all', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  appendFrame(db, run!, frame, { ...progress, checkpoint: sampleCheckpoint() })
  const series = { key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] } }
  const falling = {
    ...frame,
    step: 14,
    rows: [{ ...series, steps: Float64Array.of(14, 13), values: Float64Array.of(1, 2) }],
  }
  const later = { ...progress, checkpoint: sampleCheckpoint({ step: 14 }) }
  expect(() => appendFrame(db, run!, falling, later)).toThrow('step = 13, must be above 14')
  expect(readRun(db, run!)).toMatchObject({ step: 12, checkpointStep: 12 })
  appendFrame(db, run!, { ...frame, step: 15 }, progress)
  expect(readRun(db, run!)).toMatchObject({ step: 15, checkpointStep: 12 })
})

test('a stopped run keeps what its end brings, one that completed keeps none', () => {
  const { db } = temporaryLabFile()
  const [stopped, completed] = insertSamples(db, 2)
  for (const run of [stopped!, completed!]) writeCheckpoint(db, run, sampleCheckpoint())
  finishRun(db, stopped!, { ...sampleOutcome, status: 'stopped', checkpoint: sampleCheckpoint({ step: 400 }) }, 1)
  finishRun(db, completed!, sampleOutcome, 1)
  expect(readRun(db, stopped!)?.checkpointStep).toBe(400)
  expect([readRun(db, completed!)?.checkpointStep, readCheckpoint(db, completed!)]).toEqual([null, undefined])
})

test('a checkpoint goes with its run', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  finishRun(db, run!, { ...sampleOutcome, status: 'stopped', checkpoint: sampleCheckpoint() }, 1)
  trashRuns(db, [run!], 1)
  purgeRuns(db, [run!])
  expect(arraysIn(db)).toEqual({ n: 0 })
})

/** A weight and a bias of `reals`, with a slot; as the tensors of a result, and as the arrays of a checkpoint. */
function endOf(reals: Float32Array): { readonly parameters: ParameterTensor[]; readonly checkpoint: Checkpoint } {
  const slot = reals.slice().reverse()
  const tensor = (name: string, from: number, to: number): ParameterTensor => ({
    name,
    shape: [to - from],
    values: reals.slice(from, to),
    slots: { s: slot.slice(from, to) },
  })
  const half = reals.length >> 1
  const arrays: Checkpoint['arrays'] = [
    { kind: 'parameters', name: 'values', values: reals.slice() },
    { kind: 'slot', name: 's', values: slot.slice() },
    { kind: 'layerTensor', name: 's', values: slot.slice() },
  ]
  return {
    parameters: [tensor('W', 0, half), tensor('b', half, reals.length)],
    checkpoint: sampleCheckpoint({ step: 400, arrays }),
  }
}

const bitsOf = (checkpoint: Checkpoint | undefined): string[] =>
  (checkpoint?.arrays ?? []).map(
    ({ kind, name, values }) => `${kind} ${name} ${Buffer.from(values.buffer).toString('hex')}`,
  )

const anyReals = fc
  .uint8Array({ minLength: 8, maxLength: 80 })
  .map((bytes) => new Float32Array(bytes.slice(0, bytes.length & ~3).buffer))

test('what a run was stopped with is kept once, and comes back bit for bit, also when its result is removed', () => {
  const { db } = temporaryLabFile()
  fc.assert(
    fc.property(anyReals, (reals) => {
      const [run] = insertSamples(db, 1)
      const { parameters, checkpoint } = endOf(reals)
      finishRun(db, run!, { ...sampleOutcome, status: 'stopped', parameters, checkpoint }, 1)
      const sizes = 'SELECT length(value_column) AS n FROM state_arrays WHERE run_id = ? ORDER BY position'
      expect(db.prepare(sizes).pluck().all(run)).toEqual([0, 0, reals.byteLength])
      const read = readCheckpoint(db, run!)
      expect(bitsOf(read)).toEqual(bitsOf(checkpoint))
      detachCheckpoint(db, run!, read!)
      removeParameters(db, run!)
      expect(bitsOf(readCheckpoint(db, run!))).toEqual(bitsOf(checkpoint))
    }),
    { numRuns: 40 },
  )
})

test.each([
  ['another bit', (tensor: ParameterTensor) => ({ ...tensor, values: tensor.values.map((value) => -value) })],
  ['another precision', (tensor: ParameterTensor) => ({ ...tensor, values: Float64Array.from(tensor.values) })],
  ['another length', (tensor: ParameterTensor) => ({ ...tensor, values: tensor.values.slice(1) })],
])('where the result has %s, the checkpoint keeps its own', (_, change) => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  const { parameters, checkpoint } = endOf(Float32Array.of(0, 1, 2, 3))
  const changed = parameters.map((tensor, index) => (index === 0 ? change(tensor) : tensor))
  finishRun(db, run!, { ...sampleOutcome, status: 'stopped', parameters: changed, checkpoint }, 1)
  expect(bitsOf(readCheckpoint(db, run!))).toEqual(bitsOf(checkpoint))
})

test('a checkpoint whose arrays are gone with its result is refused, by their name', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  const { parameters, checkpoint } = endOf(Float32Array.of(0, 1, 2, 3))
  finishRun(db, run!, { ...sampleOutcome, status: 'stopped', parameters, checkpoint }, 1)
  removeParameters(db, run!)
  expect(() => readCheckpoint(db, run!)).toThrow(`run ${run} has no parameters values, must have it as result`)
})
