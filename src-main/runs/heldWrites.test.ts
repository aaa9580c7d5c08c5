/** Another program has the lab file locked: runs are held, told of, and go on to the same rows. The trainer is the real one. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { type Held, heldText } from '../contract/lab'
import { unwrap } from '../contract/result'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { editRuns } from '../store/runs/editRuns'
import { readRun } from '../store/runs/readRuns'
import { readColumn } from '../store/testing/readColumn'
import { registry } from '../trainer/registry'
import { buildTrainer } from '../trainer/testing/buildTrainer'
import { trainToEnd } from '../trainer/testing/trainToEnd'
import { HeldWrites } from './heldWrites'
import { type Changes, rowsSeen, type TemporaryService, temporaryService } from './testing/temporaryService'

let folder = ''
let real: Changes = {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-locked-'))
  real = { host: createNodeTrainerHost(await buildTrainer(folder)), registry }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Longer than any test. */
const bowl = {
  schemaVersion: 1,
  name: 'bowl',
  problem: { kind: 'quadratic', gradientNoise: 0.5 },
  optimizer: { kind: 'adam', learningRate: 0.01 },
  budget: { steps: 1_000_000_000 },
  seed: 7,
}

/** Who is told of holding, and what comes next of it. */
function ear() {
  const told: (Held | null)[] = []
  let wake = (): void => {}
  return {
    onHeld: (held: Held | null): void => {
      told.push(held)
      wake()
    },
    /** The telling of that number, counted from 1. */
    async heard(count: number): Promise<Held | null> {
      while (told.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return told[count - 1] ?? null
    },
  }
}

/** @returns what releases it */
function lock(file: string): () => void {
  const other = new BetterSqlite3(file)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  return () => other.exec('ROLLBACK')
}

test('a run is held while another program has the lab file locked, and loses nothing', async () => {
  const { onHeld, heard } = ear()
  const bench = temporaryService({ ...real, onHeld })
  const { service, labFile } = bench
  const [run] = unwrap(service.start([bowl]))
  await rowsSeen(bench, run)
  const release = lock(labFile.file)
  const held = await heard(1)
  expect(held).toEqual({ error: { kind: 'labFileLocked', file: labFile.file }, sinceMs: 1_700_000_000_000 })
  expect(heldText(held!)).toMatch(
    /^waiting for another program to release the lab file .*test\.lab since \d\d:\d\d:\d\d; training is held$/,
  )
  expect(service.held()).toEqual(held)
  const heldAt = readRun(labFile.db, run!)!.step
  expect(readRun(labFile.db, run!)?.status).toBe('running')

  release()
  expect(await heard(2)).toBeNull()
  expect(service.held()).toBeNull()
  await bench.seen(
    ({ name, payload }) => name === 'runs.changed' && payload.runs.some(({ id, step }) => id === run && step > heldAt),
  )
  unwrap(service.stop(run!))
  await service.whenIdle()
  await expectWhole(bench, run!, heldAt)
})

test('what somebody asks for is refused at once by a sentence, and taken when the lock is gone', async () => {
  const { onHeld, heard } = ear()
  const { service, labFile } = temporaryService({ ...real, onHeld })
  const [run] = unwrap(service.start([{ ...bowl, budget: { steps: 5 } }]))
  await service.whenIdle()
  expect(labFile.db.pragma('busy_timeout', { simple: true })).toBe(0)
  const release = lock(labFile.file)
  const refusals = [service.edit([run!], { note: 'kept' }), service.start([bowl]), service.trash([run!])]
  for (const refused of refusals) {
    expect(refused.ok ? '' : sentence(refused.error)).toBe(
      `the lab file ${labFile.file} is in use by another program; close that program or choose another lab file`,
    )
  }
  expect(await heard(1)).toMatchObject({ error: { kind: 'labFileLocked' } })
  release()
  await service.whenWritable()
  unwrap(service.edit([run!], { note: 'kept' }))
  expect(readRun(labFile.db, run!)).toMatchObject({ note: 'kept', trashedAtMs: null })
})

test('a run that ends while the lab file is locked ends in it when the lock is gone, and the next one starts', async () => {
  const { onHeld, heard } = ear()
  const bench = temporaryService({ ...real, onHeld, concurrency: 1 })
  const { service, labFile } = bench
  const [first, second] = unwrap(service.start([bowl, { ...bowl, budget: { steps: 5 } }]))
  await rowsSeen(bench, first)
  const release = lock(labFile.file)
  await heard(1)
  unwrap(service.stop(first!))
  expect(readRun(labFile.db, second!)?.status).toBe('queued')
  release()
  await service.whenIdle()
  expect(readRun(labFile.db, first!)?.status).toBe('stopped')
  expect(readRun(labFile.db, second!)?.status).toBe('completed')
})

/** Every step has its row, and the end is that of a run that nobody held. */
async function expectWhole({ labFile }: TemporaryService, run: RunId, heldAt: number): Promise<void> {
  const { step, status, parameterDigest } = readRun(labFile.db, run)!
  expect(status).toBe('stopped')
  expect(step).toBeGreaterThan(heldAt)
  const { steps } = readColumn(labFile.db, run, { diagnostic: 'trainingLoss', column: 'value', parameter: '' })
  expect(steps.length).toBe(step)
  expect(steps.at(-1)).toBe(step)
  expect(parameterDigest).toBe((await trainToEnd(bowl, { stopAfter: step })).outcome.parameterDigest)
}

test('what comes in one turn of the event loop is one transaction; one that cannot be stored takes none along', async () => {
  const { service, labFile } = temporaryService({ ...real })
  const runs = unwrap(
    service.start([
      { ...bowl, budget: { steps: 5 } },
      { ...bowl, budget: { steps: 6 } },
    ]),
  )
  await service.whenIdle()
  const writes = new HeldWrites({ labFile, nowMs: () => 0, onHeld: () => {} })
  const said: string[] = []
  const note = (run: RunId | undefined, text: string) =>
    writes.keep(
      () => {
        said.push(`${text} ${labFile.db.inTransaction ? 'with others' : 'alone'}`)
        editRuns(labFile.db, [run!], { note: text })
      },
      (refusal) => said.push(refusal === null ? `${text} is stored` : `${text}: ${String(refusal.thrown)}`),
    )
  note(runs[0], 'one')
  note(runs[1], 'two')
  await setImmediate()
  expect(said.splice(0)).toEqual(['one with others', 'two with others', 'one is stored', 'two is stored'])

  note(runs[0], 'three')
  writes.keep(
    () => {
      throw new RangeError('never')
    },
    (refusal) => said.push(String(refusal?.thrown)),
  )
  note(runs[1], 'four')
  writes.flush()
  expect(said).toEqual([
    'three with others',
    'three alone',
    'three is stored',
    'RangeError: never',
    'four alone',
    'four is stored',
  ])
  expect(runs.map((run) => readRun(labFile.db, run)?.note)).toEqual(['three', 'four'])
})
