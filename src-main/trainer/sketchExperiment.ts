/**
 * Pictures of a document that has not been run: the rate its schedule gives over the whole run, and what its problem
 * draws of itself. Nothing is trained; bundled data are read once to know how long an epoch is.
 */
import { type Experiment, parseExperiment } from '../contract/experiment'
import type { Sketch, Sketches } from '../contract/sketch'
import type { ProblemDefinition } from '../problems/problem'
import { schedules } from '../schedules'
import { problems, registry } from './registry'
import { scheduleMathematics } from './scheduleMathematics'
import { sketchSchedule } from './sketchSchedule'

/** @returns a function that remembers how long the last epoch was, so that typing reads no data again;
 *   it answers null for a document that is not sound */
export function createSketcher(): (document: unknown) => Sketches | null {
  const stepsPerEpoch = rememberedLength()
  return (document) => {
    const parsed = parseExperiment(document, registry)
    if (!parsed.ok) return null
    const { problem: settings } = parsed.value
    const definition = problems.find(({ kind }) => kind === settings.kind)
    if (definition === undefined) return null
    return {
      problem: definition.sketch?.(settings) ?? null,
      schedule: scheduleSketch(parsed.value, definition, stepsPerEpoch),
    }
  }
}

type EpochLength = (definition: ProblemDefinition, experiment: Experiment) => number | null

function rememberedLength(): EpochLength {
  let known: { readonly of: string; readonly steps: number | null } | undefined
  return (definition, { problem, seed }) => {
    const { dataset, batchSize } = problem
    const of = JSON.stringify([definition.kind, dataset, batchSize, seed])
    if (known?.of !== of) known = { of, steps: definition.stepsPerEpoch?.(problem, seed) ?? null }
    return known.steps
  }
}

/** Null where there is no rate, none that changes, or no telling how long the run is. */
function scheduleSketch(experiment: Experiment, problem: ProblemDefinition, epochLength: EpochLength): Sketch | null {
  const { schedule: settings, optimizer, budget, diagnostics } = experiment
  const { learningRate } = optimizer
  const definition = schedules.find(({ kind }) => kind === settings.kind)
  const isChanging = settings.kind !== 'constant' || Number(settings.warmupSteps) > 0
  if (definition === undefined || typeof learningRate !== 'number' || !isChanging) return null
  const stepsPerEpoch = problem.hasEpochs ? epochLength(problem, experiment) : null
  if (stepsPerEpoch === null && 'epochs' in budget) return null
  const totalSteps = 'steps' in budget ? budget.steps : budget.epochs * (stepsPerEpoch ?? 1)
  const schedule = definition.create(settings, {
    baseRate: learningRate,
    totalSteps,
    stepsPerEpoch,
    // By itself at most once an epoch; fewer evaluations leave the rate between the same bounds.
    stepsPerEvaluation: diagnostics.evaluateEvery === 0 ? (stepsPerEpoch ?? totalSteps) : diagnostics.evaluateEvery,
    mathematics: scheduleMathematics,
  })
  return sketchSchedule(schedule, totalSteps)
}
