/** What `bench/recording.mjs` measures in its own process: the engine alone, and the trainer around it. */
import { type Backend, defaultBackend } from '../src-main/contract/backend'
import { parseExperiment } from '../src-main/contract/experiment'
import { unwrap } from '../src-main/contract/result'
import { registry } from '../src-main/trainer/registry'
import { type TrainingControl, train } from '../src-main/trainer/train'

export { prepareWorkload, workloads } from './workload'
export { defaultBackend }

export interface Trained {
  readonly steps: number
  /** From the first step to the last frame: reading data and the last evaluations are left out. */
  readonly elapsedMs: number
  readonly rows: number
}

/** Trains a document to its end in this process, and drops what it records. */
export async function trainAlone(document: unknown, backend: Backend): Promise<Trained> {
  const control: TrainingControl = {
    nowMs: () => performance.now(),
    isStopRequested: () => false,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  }
  let startedAtMs = 0
  let trained = { steps: 0, elapsedMs: 0, rows: 0 }
  for await (const event of train(unwrap(parseExperiment(document, registry)), control, backend)) {
    if (event.type === 'prepared') startedAtMs = performance.now()
    if (event.type !== 'frame') continue
    const rows = event.frame.rows.reduce((sum, { steps }) => sum + steps.length, trained.rows)
    trained = { steps: event.frame.step, elapsedMs: performance.now() - startedAtMs, rows }
  }
  return trained
}
