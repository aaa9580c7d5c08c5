/** Runs for tests: a whole summary, with what a test is about put over it. */
import type { Experiment } from '../../../src-main/contract/experiment'
import { runIdSchema } from '../../../src-main/contract/identifiers'
import type { RunSummary } from '../../../src-main/contract/run'

type Changes = Partial<Omit<RunSummary, 'id' | 'experiment'>> & { readonly experiment?: Partial<Experiment> }

export function exampleRun(id: number, changes: Changes = {}): RunSummary {
  const experiment: Experiment = {
    schemaVersion: 1,
    name: `run ${id}`,
    problem: { kind: 'quadratic', eigenvalues: [1, 50], gradientNoise: 0 },
    optimizer: { kind: 'rmsprop', learningRate: 0.1 },
    schedule: { kind: 'constant' },
    budget: { steps: 400 },
    precision: 'float64',
    seed: 1,
    diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
    ...changes.experiment,
  }
  return {
    group: null,
    name: experiment.name,
    status: 'completed',
    isPaused: false,
    colour: 0,
    dash: 0,
    isVisible: true,
    tags: [],
    note: '',
    createdAtMs: 0,
    startedAtMs: 0,
    finishedAtMs: 1,
    trashedAtMs: null,
    queuePosition: null,
    elapsedMs: 1,
    step: 400,
    checkpointStep: null,
    totalSteps: 400,
    stepsPerEpoch: null,
    stepsPerSecond: null,
    trainingLoss: null,
    bestTrainingLoss: null,
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
    id: runIdSchema.parse(id),
    experiment,
  }
}
