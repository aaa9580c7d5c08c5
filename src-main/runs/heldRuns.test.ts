/** With the real trainer: a run that is paused, or whose app is closed, can go on from its last step. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunId } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import type { RunRecord } from '../contract/run'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { readRun } from '../store/runs/readRuns'
import { registry } from '../trainer/registry'
import { buildTrainer } from '../trainer/testing/buildTrainer'
import { trainToEnd } from '../trainer/testing/trainToEnd'
import { type Changes, reopened, rowsSeen, type TemporaryService, temporaryService } from './testing/temporaryService'

let folder = ''
let options: Changes = {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-held-'))
  options = { host: createNodeTrainerHost(await buildTrainer(folder)), registry }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Noise and a slot: more than the parameters has to be kept. Longer than any test. */
const bowl = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', gradientNoise: 0.5 },
  optimizer: { kind: 'adam', learningRate: 0.01 },
  budget: { steps: 1_000_000_000 },
  seed: 7,
}

function changed({ seen }: TemporaryService, run: RunId, fits: (at: RunRecord) => boolean): Promise<unknown> {
  return seen(({ name, payload }) => name === 'runs.changed' && payload.runs.some((at) => at.id === run && fits(at)))
}

/** Resumes it, stops it again, and holds what it ended on against a run that nobody held. */
async function expectSameBits(bench: TemporaryService, run: RunId, heldAt: number): Promise<void> {
  unwrap(await bench.service.resume(run))
  await changed(bench, run, ({ status, step }) => status === 'running' && step > heldAt)
  unwrap(bench.service.stop(run))
  await bench.service.whenIdle()
  const { step, parameterDigest } = readRun(bench.labFile.db, run)!
  expect(step).toBeGreaterThan(heldAt)
  expect(parameterDigest).toBe((await trainToEnd(bowl, { stopAfter: step })).outcome.parameterDigest)
}

test('closed while a run trains, it is interrupted at its last step, and goes on from there to the same bits', async () => {
  const first = temporaryService(options)
  const [run] = unwrap(first.service.start([bowl]))
  await rowsSeen(first, run)
  const bench = await reopened(first, options)
  const { status, step, checkpointStep } = readRun(bench.labFile.db, run!)!
  expect({ status, checkpointStep }).toEqual({ status: 'interrupted', checkpointStep: step })
  expect(step).toBeGreaterThan(0)
  await expectSameBits(bench, run!, step)
})

test('what is shown as paused is kept: a program that is killed then loses nothing', async () => {
  const first = temporaryService(options)
  const [run] = unwrap(first.service.start([bowl]))
  await rowsSeen(first, run)
  unwrap(first.service.pause(run!))
  await changed(first, run!, ({ isPaused }) => isPaused)
  const { status, step, checkpointStep } = readRun(first.labFile.db, run!)!
  expect({ status, checkpointStep }).toEqual({ status: 'running', checkpointStep: step })
  await expectSameBits(await reopened(first, options), run!, step)
})
