/** Two runs at once with the real trainer: the one that has two threads gives the second up, and no bit of it changes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unwrap } from '../contract/result'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { readRun } from '../store/runs/readRuns'
import { registry } from '../trainer/registry'
import { buildTrainer } from '../trainer/testing/buildTrainer'
import { trainToEnd } from '../trainer/testing/trainToEnd'
import { rowsSeen, temporaryService } from './testing/temporaryService'

let folder = ''
let entry = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-alone-'))
  entry = await buildTrainer(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const dense = (units: number) => ({ kind: 'dense', units })
const relu = { kind: 'activation', activation: 'relu' }
const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons' },
    layers: [dense(256), relu, dense(256), relu, dense(2)],
    batchSize: 64,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.001 },
  // longer than any test
  budget: { steps: 10_000_000 },
  seed: 7,
}
const bowl = { schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer: { kind: 'sgd' }, budget: { steps: 5 } }

test('a run on two threads goes on alone when another starts, and ends on the digest of one thread', async () => {
  const bench = temporaryService({ host: createNodeTrainerHost(entry), registry, concurrency: 2, threads: 2 })
  const { service, labFile } = bench
  const [first] = unwrap(service.start([moons]))
  await rowsSeen(bench, first)
  const [second] = unwrap(service.start([bowl]))
  await bench.seen(
    ({ name, payload }) =>
      name === 'runs.changed' && payload.runs.some(({ id, status }) => id === second && status === 'completed'),
  )
  unwrap(service.stop(first!))
  await service.whenIdle()

  const run = readRun(labFile.db, first!)
  expect(run).toMatchObject({ status: 'stopped', threads: 2 })
  expect(run?.threadsLeftAt).toBeGreaterThan(0)
  expect(run?.threadsLeftAt).toBeLessThanOrEqual(run?.step ?? 0)
  const alone = await trainToEnd(moons, { stopAfter: run?.step ?? 0 })
  expect(run?.parameterDigest).toBe(alone.outcome.parameterDigest)
})
