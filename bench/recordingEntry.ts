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
  /** In the trainer, from the first step to the last frame: reading data and the last evaluations are left out. */
  readonly elapsedMs: number
}

/**
 * Trains documents to their ends in this process, a frame (100 ms) of each in turn, and drops what they record. What
 * else the machine does lasts for seconds and so meets all of them alike.
 */
export async function trainInTurns(documents: readonly unknown[], backend: Backend): Promise<Trained[]> {
  const runs = documents.map((document) => {
    const events = train(unwrap(parseExperiment(document, registry)), control, backend)
    return { events, steps: 0, elapsedMs: 0, isDone: false }
  })
  for (const { events } of runs) await events.next()
  while (runs.some(({ isDone }) => !isDone)) {
    for (const run of runs.filter(({ isDone }) => !isDone)) {
      const startedAtMs = performance.now()
      const { value } = await run.events.next()
      if (value?.type === 'frame') {
        run.elapsedMs += performance.now() - startedAtMs
        run.steps = value.frame.step
      } else {
        run.isDone = true
      }
    }
  }
  return runs
}

const control: TrainingControl = {
  nowMs: () => performance.now(),
  isStopRequested: () => false,
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
}
