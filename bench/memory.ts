/** Measures what training holds and prints one JSON value. Run with `--expose-gc`; see `measureMemory.ts`. */
import { defaultBackend } from '../src-main/contract/backend'
import { type Experiment, parseExperiment } from '../src-main/contract/experiment'
import { unwrap } from '../src-main/contract/result'
import { type SharedMemory, webAssembly } from '../src-main/engine/wasm/webAssembly'
import { followShapes } from '../src-main/problems/networkShape'
import { prepareRun } from '../src-main/trainer/prepareRun'
import { registry } from '../src-main/trainer/registry'
import { train } from '../src-main/trainer/train'
import type { MemoryResult } from './measureMemory'

const examples = 3000
const [from, to] = [2000, 12_000]
const float32Bytes = 4

const layersOf = (units: readonly number[]) =>
  units.flatMap((count, index) => [
    { kind: 'dense', units: count },
    ...(index + 1 < units.length ? [{ kind: 'activation', activation: 'relu' }] : []),
  ])

function documentOf(units: readonly number[], batchSize: number, steps: number): Experiment {
  const document = {
    schemaVersion: 1,
    problem: {
      kind: 'network',
      dataset: { kind: 'mnist', limit: examples },
      layers: layersOf(units),
      loss: 'softmaxCrossEntropy',
      batchSize,
    },
    optimizer: { kind: 'rmsprop' },
    budget: { steps },
    precision: 'float32',
    seed: 1,
  }
  return unwrap(parseExperiment(document, registry))
}

/** Every memory of kernels that is made, since arrays see only as much of theirs as there was when they were made. */
const memories: SharedMemory[] = []
const { Memory } = webAssembly
webAssembly.Memory = class extends Memory {
  constructor(limits: { initial: number; maximum: number; shared: true }) {
    super(limits)
    memories.push(this)
  }
}

function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('needs --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

interface Holding {
  readonly backend: MemoryResult['held']['backend']
  readonly heldBytes: number
  /** parameters + slots + activations */
  readonly neededBytes: number
}

/** What a run of the network holds, the examples in the kernels' memory among it. */
function holdingOf(units: readonly number[]): Holding {
  const batchSize = 128
  const experiment = documentOf(units, batchSize, 100)
  // read once beforehand: what the dataset keeps is not what training holds
  prepareRun(experiment, defaultBackend)
  const before = heapBytes()
  memories.length = 0
  const run = prepareRun(experiment, defaultBackend)
  for (let step = 1; step <= 50; step++) {
    run.problem.lossAndGradient(step)
    run.optimizer.step(step, run.rateAt(step))
  }
  run.evaluate('validation')
  const heapGrowth = Math.max(0, heapBytes() - before)
  const heldBytes = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, heapGrowth)
  const { layers } = experiment.problem as unknown as { readonly layers: Parameters<typeof followShapes>[0] }
  const { parameters, activations } = followShapes(layers, [784])
  const slots = run.arena.slots.size
  return {
    backend: run.backend,
    heldBytes,
    neededBytes: float32Bytes * (parameters * (1 + slots) + activations * batchSize),
  }
}

/** The examples are left out: they are what a network of one small layer holds beyond its own needs. */
function holdsOfW3(): MemoryResult['held'] {
  const small = holdingOf([10])
  const { backend, heldBytes: all, neededBytes } = holdingOf([512, 512, 10])
  const examplesBytes = small.heldBytes - small.neededBytes
  const heldBytes = all - examplesBytes
  return { backend, heldBytes, examplesBytes, neededBytes, ratio: heldBytes / neededBytes }
}

async function heapOverSteps(): Promise<MemoryResult['steps']> {
  const control = {
    nowMs: () => performance.now(),
    isStopRequested: () => false,
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
  }
  let heapBytesBefore = 0
  let heapBytesAfter = 0
  for await (const event of train(documentOf([128, 64, 10], 64, to + 1000), control, defaultBackend)) {
    if (event.type !== 'frame') continue
    if (heapBytesBefore === 0 && event.frame.step >= from) heapBytesBefore = heapBytes()
    if (heapBytesAfter === 0 && event.frame.step >= to) heapBytesAfter = heapBytes()
  }
  return { from, to, heapBytesBefore, heapBytesAfter }
}

const result: MemoryResult = { held: holdsOfW3(), steps: await heapOverSteps() }
process.stdout.write(`${JSON.stringify(result)}\n`)
