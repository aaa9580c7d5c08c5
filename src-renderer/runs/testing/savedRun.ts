/** A saved run for tests: a completed RMSProp run on the bowl, changed as the test says, and sound by the contract. */
import { type RunSummary, runSummarySchema } from '../../../src-main/contract/run'

export function savedRun(id: number, changes: object = {}): RunSummary {
  return runSummarySchema.parse({
    id,
    group: null,
    name: `run ${id}`,
    status: 'completed',
    isPaused: false,
    experiment: {
      schemaVersion: 1,
      name: `run ${id}`,
      problem: { kind: 'quadratic', eigenvalues: [1, 50] },
      optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9 },
      schedule: { kind: 'constant' },
      budget: { steps: 400 },
      precision: 'float64',
      seed: 1,
      diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
    },
    colour: 2,
    dash: 0,
    isVisible: true,
    tags: [],
    note: '',
    createdAtMs: 1_760_000_000_000,
    startedAtMs: null,
    finishedAtMs: null,
    trashedAtMs: null,
    queuePosition: null,
    elapsedMs: 1000,
    step: 400,
    checkpointStep: null,
    totalSteps: 400,
    stepsPerEpoch: null,
    stepsPerSecond: null,
    trainingLoss: 0.5,
    bestTrainingLoss: 0.5,
    validationLoss: null,
    validationAccuracy: null,
    testLoss: null,
    testAccuracy: null,
    parameterDigest: null,
    engineVersion: null,
    backend: null,
    recordEvery: 1,
    evaluateEvery: null,
    cadences: null,
    backendShortfall: null,
    threads: 1,
    threadsShortfall: null,
    threadsLeftAt: null,
    dataDigest: null,
    failure: null,
    ...changes,
  })
}

/** The same run with another optimizer or problem. */
export function savedRunOn(
  id: number,
  parts: { problem?: object; optimizer?: object },
  changes: object = {},
): RunSummary {
  return savedRun(id, { ...changes, experiment: { ...savedRun(id).experiment, ...parts } })
}
