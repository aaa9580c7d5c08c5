import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { arrayKindSchema, type Checkpoint, type Snapshot, type SnapshotArray } from '../contract/snapshot'
import { appendFrame } from './appendFrame'
import { finishRun } from './finishRun'
import type { WritableDb } from './labDatabase'
import { purgeRuns, trashRuns } from './runs/editRuns'
import { readRun } from './runs/readRuns'
import {
  listSnapshots,
  readCheckpoint,
  readSnapshot,
  removeSnapshots,
  writeCheckpoint,
  writeSnapshot,
} from './snapshots'
import { insertSamples } from './testing/insertSamples'
import { sampleOutcome } from './testing/sampleOutcome'
import { sampleCheckpoint } from './testing/sampleSnapshot'
import { temporaryLabFile } from './testing/temporaryLabFile'

const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
const frame = { step: 12, elapsedMs: 1, stepsPerSecond: null, rows: [] }

function startedRun(): { readonly db: WritableDb; readonly run: RunId; readonly other: RunId } {
  const { db } = temporaryLabFile()
  const [run, other] = insertSamples(db, 2) as [RunId, RunId]
  return { db, run, other }
}

const count = (db: WritableDb, table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
/** Arrays that no snapshot names. */
const orphans = (db: WritableDb): unknown =>
  db.prepare('SELECT count(*) FROM arrays WHERE digest NOT IN (SELECT array_digest FROM snapshot_arrays)').pluck().get()

/** A list of arrays as text, in which every bit of a number shows. */
function bitsOf(snapshot: Snapshot | undefined): unknown {
  return snapshot?.arrays.map(({ values, ...rest }) => ({
    ...rest,
    width: values.BYTES_PER_ELEMENT,
    bits: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex'),
  }))
}

/** Any bits: payloads of NaN, −0 and nothing at all are among them. */
const anyArray: fc.Arbitrary<SnapshotArray> = fc
  .record({
    kind: fc.constantFrom(...arrayKindSchema.options),
    name: fc.string(),
    shape: fc.array(fc.nat(5), { maxLength: 3 }),
    isSingle: fc.boolean(),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(new Uint8Array(), Uint8Array.of(0, 0, 0, 0x80, 1, 0, 0xc0, 0x7f), new Uint8Array(8)),
    ),
  })
  .map(({ isSingle, bytes, ...rest }) => {
    const whole = bytes.slice(0, bytes.length & ~7).buffer
    return { ...rest, values: isSingle ? new Float32Array(whole) : new Float64Array(whole) }
  })
const anyArrays = fc.array(anyArray, { maxLength: 6 })

test('arrays of any bits, kinds and names come back as they were, and each is kept once', () => {
  const { db, run } = startedRun()
  fc.assert(
    fc.property(anyArrays, anyArrays, (arrays, others) => {
      writeSnapshot(db, run, 'result', { step: 7, arrays })
      writeSnapshot(db, run, 'kept', { step: 7, arrays: [...others, ...arrays] })
      writeCheckpoint(db, run, sampleCheckpoint({ arrays: others }))
      expect(bitsOf(readSnapshot(db, run, 'result'))).toEqual(bitsOf({ step: 7, arrays }))
      expect(bitsOf(readSnapshot(db, run, 'kept', 7))).toEqual(bitsOf({ step: 7, arrays: [...others, ...arrays] }))
      expect(bitsOf(readCheckpoint(db, run))).toEqual(bitsOf({ step: 12, arrays: others }))
      const different = new Set(
        [...arrays, ...others].map(
          ({ values }) => `${values.BYTES_PER_ELEMENT}${Buffer.from(values.buffer).toString('hex')}`,
        ),
      )
      expect(count(db, 'arrays')).toBe(different.size)
    }),
    { numRuns: 60 },
  )
})

test('whatever is written, replaced, removed and purged, no array is left that no snapshot names', () => {
  const { db } = temporaryLabFile()
  const shared = fc.constantFrom(0, 1, 2, 3).map((value) => Float32Array.of(value))
  const anyStep = fc.integer({ min: 1, max: 3 })
  const anyDeed = fc.record({
    deed: fc.constantFrom('resume', 'kept', 'result', 'remove', 'finish', 'purge'),
    place: fc.nat(1),
    step: anyStep,
    values: fc.array(shared, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(anyDeed, { maxLength: 20 }), (deeds) => {
      const runs = insertSamples(db, 2)
      for (const { deed, place, step, values } of deeds) {
        const run = runs[place]!
        const arrays = values.map((own) => ({ kind: 'parameter' as const, name: 'x', shape: [1], values: own }))
        if (deed === 'resume') writeCheckpoint(db, run, sampleCheckpoint({ step, arrays }))
        if (deed === 'kept' || deed === 'result') writeSnapshot(db, run, deed, { step, arrays })
        if (deed === 'remove') removeSnapshots(db, run, 'kept', step)
        if (deed === 'finish') finishRun(db, run, { ...sampleOutcome, step, result: arrays }, 1)
        if (deed === 'purge') [runs[place]] = [purged(db, run)]
        expect(orphans(db)).toBe(0)
      }
      for (const run of runs) purged(db, run)
      expect(['arrays', 'snapshots', 'snapshot_arrays'].map((table) => count(db, table))).toEqual([0, 0, 0])
    }),
    { numRuns: 40 },
  )
})

/** @returns a new run in its place */
function purged(db: WritableDb, run: RunId): RunId {
  finishRun(db, run, sampleOutcome, 1)
  trashRuns(db, [run], 1)
  purgeRuns(db, [run])
  return insertSamples(db, 1)[0]!
}

test('a checkpoint comes back whole, with numbers that are not finite', () => {
  const { db, run } = startedRun()
  writeCheckpoint(db, run, sampleCheckpoint())
  expect(readCheckpoint(db, run)).toEqual(sampleCheckpoint())
  expect(readRun(db, run)?.checkpointStep).toBe(12)
})

test('only the latest checkpoint of a run is kept, and another run’s stays', () => {
  const { db, run, other } = startedRun()
  writeCheckpoint(db, other, sampleCheckpoint())
  writeCheckpoint(db, run, sampleCheckpoint())
  const later: Checkpoint = sampleCheckpoint({ step: 13, arrays: sampleCheckpoint().arrays.slice(1) })
  writeCheckpoint(db, run, later)
  expect(readCheckpoint(db, run)).toEqual(later)
  removeSnapshots(db, run, 'resume')
  expect([readCheckpoint(db, run), readRun(db, run)?.checkpointStep]).toEqual([undefined, null])
  expect(readCheckpoint(db, other)).toEqual(sampleCheckpoint())
})

test('every moment that is kept stays under its step, and can be cut behind one', () => {
  const { db, run } = startedRun()
  const { arrays } = sampleCheckpoint()
  for (const step of [10, 20, 30, 20])
    writeSnapshot(db, run, 'kept', { step, arrays: arrays.slice(step === 10 ? 1 : 0) })
  const kept = (step: number) => ({ purpose: 'kept', step })
  expect(listSnapshots(db, run)).toEqual([10, 20, 30].map(kept))
  expect(readSnapshot(db, run, 'kept', 10)?.arrays).toHaveLength(2)
  expect([readSnapshot(db, run, 'kept', 25), readSnapshot(db, run, 'kept')?.step]).toEqual([undefined, 30])
  removeSnapshots(db, run, 'kept', 20)
  expect(listSnapshots(db, run)).toEqual([10, 20].map(kept))
})

test('a frame and its snapshots are kept together or not at all', () => {
  const { db, run } = startedRun()
  const kept = [{ step: 11, arrays: sampleCheckpoint().arrays }]
  appendFrame(db, run, frame, { ...progress, kept, checkpoint: sampleCheckpoint() })
  expect(listSnapshots(db, run)).toEqual([
    { purpose: 'kept', step: 11 },
    { purpose: 'resume', step: 12 },
  ])
  const rows = { key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] } }
  const columns = { steps: Float64Array.of(14, 13), values: Float64Array.of(1, 2) }
  const falling = { ...frame, step: 14, rows: [{ ...rows, ...columns }] }
  const later = { ...progress, checkpoint: sampleCheckpoint({ step: 14 }) }
  expect(() => appendFrame(db, run, falling, later)).toThrow('step = 13, must be above 14')
  expect(readRun(db, run)).toMatchObject({ step: 12, checkpointStep: 12 })
  appendFrame(db, run, { ...frame, step: 15 }, progress)
  expect(readRun(db, run)).toMatchObject({ step: 15, checkpointStep: 12 })
})

test('a stopped run keeps what its end brings, and nothing twice; one that completed keeps no checkpoint', () => {
  const { db, run: stopped, other: completed } = startedRun()
  for (const run of [stopped, completed]) writeCheckpoint(db, run, sampleCheckpoint())
  const checkpoint = sampleCheckpoint({ step: 400 })
  finishRun(db, completed, sampleOutcome, 1)
  finishRun(db, stopped, { ...sampleOutcome, status: 'stopped', result: checkpoint.arrays.slice(0, 2), checkpoint }, 1)
  expect(listSnapshots(db, completed)).toEqual([{ purpose: 'result', step: 400 }])
  expect(readRun(db, stopped)?.checkpointStep).toBe(400)
  expect([count(db, 'arrays'), count(db, 'snapshot_arrays')]).toEqual([3, 5])
})

test.each([
  ['UPDATE arrays SET bytes = zeroblob(length(bytes))', 'its result at step 400 is not what was stored (parameter x)'],
  ["UPDATE arrays SET precision = 'float64'", 'its result at step 400 is not what was stored (parameter x)'],
  [
    "PRAGMA foreign_keys = OFF; DELETE FROM arrays WHERE precision = 'float64'",
    'its result at step 400 is not what was stored (generator dropout1)',
  ],
  [
    "UPDATE snapshot_arrays SET name = 'y' WHERE position = 0",
    'its result at step 400 is not what was stored (the list of its arrays)',
  ],
  [
    "UPDATE snapshot_arrays SET shape = '[4]' WHERE position = 0",
    'its result at step 400 is not what was stored (the list of its arrays)',
  ],
  [
    'DELETE FROM snapshot_arrays WHERE position = 1',
    'its result at step 400 is not what was stored (the list of its arrays)',
  ],
  ['UPDATE snapshots SET step = 399', 'its result at step 399 is not what was stored (the list of its arrays)'],
  ["UPDATE snapshots SET purpose = 'kept'", 'its result at step 400 is missing'],
  ['DELETE FROM snapshots', 'its result at step 400 is missing'],
])('after "%s" it is named, and not read', (damage, what) => {
  const { db, run } = startedRun()
  finishRun(db, run, { ...sampleOutcome, result: sampleCheckpoint().arrays }, 1)
  db.exec(damage)
  const said = `the lab file ${db.name} is damaged: run ${run}: ${what}`
  expect(() => readSnapshot(db, run, 'result')).toThrow(said)
})

test('a checkpoint that is not what was stored, or is missing, is named', () => {
  const { db, run } = startedRun()
  writeCheckpoint(db, run, sampleCheckpoint())
  db.exec(`UPDATE snapshots SET memory = replace(memory, '"trainingLoss":0.5', '"trainingLoss":0.6')`)
  expect(() => readCheckpoint(db, run)).toThrow(`run ${run}: its checkpoint at step 12 is not what was stored`)
  db.exec('DELETE FROM snapshots')
  expect(() => readCheckpoint(db, run)).toThrow(`run ${run}: its checkpoint at step 12 is missing`)
})

test('the same array written again takes the place of damaged bytes', () => {
  const { db, run } = startedRun()
  const { arrays } = sampleCheckpoint()
  writeSnapshot(db, run, 'kept', { step: 1, arrays })
  db.exec('UPDATE arrays SET bytes = zeroblob(length(bytes))')
  writeSnapshot(db, run, 'kept', { step: 2, arrays })
  expect(readSnapshot(db, run, 'kept', 1)).toEqual({ step: 1, arrays })
})

test('the file has a snapshot as docs/lab-file.md says: digests of precision and bytes, a checksum over the list', () => {
  const { db, run } = startedRun()
  writeCheckpoint(db, run, sampleCheckpoint())
  const row = db.prepare<[], Record<string, unknown>>('SELECT * FROM snapshots').get()
  const list = db
    .prepare<[], Record<'kind' | 'name' | 'shape' | 'precision', string> & Record<'digest' | 'bytes', Buffer>>(
      'SELECT * FROM snapshot_arrays JOIN arrays ON digest = array_digest ORDER BY position',
    )
    .all()
  for (const { digest, precision, bytes } of list) {
    const content = Buffer.concat([Buffer.from(precision), bytes])
    expect(digest.toString('hex')).toBe(createHash('sha256').update(content).digest('hex'))
  }
  expect(list.map(({ bytes }) => bytes.toString('hex'))).toEqual([
    '0000c03f000000800000c07f',
    '000000000000803f00000040',
    '000000000000f03f0000000000001040000000000000f0ff',
  ])
  const named = list.map(({ kind, name, shape, digest }) => [kind, name, shape, digest.toString('hex')])
  expect(row?.checksum).toBe(crc32(JSON.stringify([run, 'resume', 12, row?.memory, named])))
})
