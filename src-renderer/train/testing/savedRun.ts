/** A completed run of the catalogue's plain problem; `change` overrides any of it. */
import type { RunSummary } from '../../../src-main/contract/run'
import { savedRun as anyRun } from '../../runs/testing/savedRun'

export function savedRun(change: Partial<RunSummary> = {}): RunSummary {
  return anyRun(change.id ?? 7, {
    tags: ['bowl'],
    startedAtMs: 2,
    finishedAtMs: 3,
    elapsedMs: 200,
    trainingLoss: 0.06375,
    bestTrainingLoss: 7e-4,
    parameterDigest: 'sha256:4f1c00000000a90e',
    engineVersion: '1',
    backend: 'TypeScript',
    ...change,
    experiment: {
      name: 'bowl, RMSProp',
      problem: { kind: 'plain', stiffness: 0.25, count: 1 },
      optimizer: { kind: 'rmsprop', learningRate: 0.1 },
      ...change.experiment,
    },
  })
}
