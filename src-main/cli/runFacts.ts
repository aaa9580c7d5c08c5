/** A run for scripts: the members of DESIGN's `finished` event, and the wider record of `list` and `show`. */
import { sentence } from '../contract/errors'
import type { RunRecord, RunSummary } from '../contract/run'
import { type Shortfall, shortfallReason } from '../contract/shortfall'

/** What applies of a run's results; JSON leaves undefined members out. */
export function resultFacts(run: RunRecord) {
  return {
    run: run.id,
    status: run.status,
    steps: run.step,
    backend: run.backend ?? undefined,
    threads: run.threads ?? undefined,
    threadsLeftAt: run.threadsLeftAt ?? undefined,
    trainingLoss: run.trainingLoss ?? undefined,
    validationLoss: run.validationLoss ?? undefined,
    validationAccuracy: run.validationAccuracy ?? undefined,
    testLoss: run.testLoss ?? undefined,
    testAccuracy: run.testAccuracy ?? undefined,
    parameterDigest: run.parameterDigest ?? undefined,
    failure: run.failure === null ? undefined : sentence(run.failure),
  }
}

function reason(shortfall: Shortfall | null): string | undefined {
  return shortfall === null ? undefined : shortfallReason(shortfall)
}

function moment(milliseconds: number | null): string | undefined {
  return milliseconds === null ? undefined : new Date(milliseconds).toISOString()
}

export function listFacts(run: RunSummary) {
  return {
    ...resultFacts(run),
    name: run.name,
    problem: run.experiment.problem.kind,
    optimizer: run.experiment.optimizer.kind,
    learningRate: run.experiment.optimizer.learningRate,
    seed: run.experiment.seed,
    group: run.configuration,
    bestTrainingLoss: run.bestTrainingLoss ?? undefined,
    elapsedSeconds: run.elapsedMs / 1000,
    createdAt: moment(run.createdAtMs),
    tags: run.tags,
    isTrashed: run.trashedAtMs === null ? undefined : true,
  }
}

export function showFacts(run: RunSummary) {
  return {
    ...listFacts(run),
    note: run.note === '' ? undefined : run.note,
    startedAt: moment(run.startedAtMs),
    finishedAt: moment(run.finishedAtMs),
    totalSteps: run.totalSteps ?? undefined,
    stepsPerEpoch: run.stepsPerEpoch ?? undefined,
    checkpointStep: run.checkpointStep ?? undefined,
    recordEvery: run.recordEvery ?? undefined,
    evaluateEvery: run.evaluateEvery ?? undefined,
    cadences: run.cadences ?? undefined,
    engineVersion: run.engineVersion ?? undefined,
    backendShortfall: reason(run.backendShortfall),
    threadsShortfall: reason(run.threadsShortfall),
    dataDigest: run.dataDigest ?? undefined,
    experiment: run.experiment,
  }
}
