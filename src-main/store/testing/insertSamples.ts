/** Queued runs for tests, one optimizer after another. */
import type { RunId } from '../../contract/identifiers'
import type { WritableDb } from '../labDatabase'
import { insertRuns } from '../runs/insertRuns'
import { sampleExperiment } from './sampleExperiment'

export function insertSamples(db: WritableDb, count: number, optimizers: readonly string[] = ['rmsprop']): RunId[] {
  const experiments = Array.from({ length: count }, (_, index) =>
    sampleExperiment({ seed: index, optimizer: { kind: optimizers[index % optimizers.length] ?? 'rmsprop' } }),
  )
  return insertRuns(db, { experiments, createdAtMs: 1000 })
}
