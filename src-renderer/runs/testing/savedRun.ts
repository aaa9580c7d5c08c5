/** Saved runs for tests: a completed RMSProp run on the bowl, changed as the test says, and sound by the contract. */

import type { LabError } from '../../../src-main/contract/errors'
import { configurationOf, type Experiment } from '../../../src-main/contract/experiment'
import {
  type ChangedRuns,
  type RunList,
  type RunRecord,
  type RunSummary,
  runListSchema,
  runRecordSchema,
} from '../../../src-main/contract/run'

/** Any of its record, and parts of its document. */
export type Changes = Partial<Readonly<Record<keyof RunRecord, unknown>>> & {
  readonly experiment?: Partial<Experiment>
}

/** Its configuration is its own unless the test says so. */
export function savedRun(id: number, { experiment: parts, ...changes }: Changes = {}): RunSummary {
  const experiment: Experiment = {
    schemaVersion: 1,
    name: `run ${id}`,
    problem: { kind: 'quadratic', eigenvalues: [1, 50] },
    optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9 },
    schedule: { kind: 'constant' },
    budget: { steps: 400 },
    precision: 'float64',
    seed: 1,
    diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
    ...parts,
  }
  const record = runRecordSchema.parse({
    id,
    uid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    configuration: id,
    name: experiment.name,
    seed: experiment.seed,
    diagnostics: experiment.diagnostics,
    origin: 'trained',
    source: null,
    parentUid: null,
    forkedAtStep: null,
    status: 'completed',
    isPaused: false,
    colour: 2,
    dash: 0,
    isVisible: true,
    tags: [],
    note: '',
    createdAtMs: 1_760_000_000_000,
    startedAtMs: null,
    finishedAtMs: null,
    trashedAtMs: null,
    queueOrder: null,
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
  return { ...record, experiment: { ...experiment, name: record.name, seed: record.seed } }
}

/** What main tells of runs: their records, and each of their configurations once. */
export function toldRuns(runs: readonly RunSummary[]): ChangedRuns {
  const { damaged: _damaged, ...told } = runList(runs)
  return told
}

/** What main lists. */
export function runList(runs: readonly RunSummary[], damaged: readonly LabError[] = []): RunList {
  const configurations = new Map(runs.map((run) => [run.configuration, configurationOf(run.experiment)]))
  return runListSchema.parse({
    configurations: [...configurations].map(([id, document]) => ({ id, document })),
    runs: runs.map(({ experiment: _experiment, ...record }) => record),
    damaged,
  })
}
