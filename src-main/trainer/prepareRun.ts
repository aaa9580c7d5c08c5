/**
 * Builds everything a run needs from its experiment: problem, arena with initial weights, optimizer, rate of each step,
 * and the instruments of the diagnostics, sorted by when they are due.
 */

import { LabFailure } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { Member } from '../contract/field'
import type { Shortfall } from '../contract/shortfall'
import { diagnostics } from '../diagnostics'
import { type Cadence, cadenceOf } from '../diagnostics/cadence'
import { costOfEvaluationNs, costOfRowNs, costOfStepNs } from '../diagnostics/costModel'
import type { DiagnosticContext, Instrument, When } from '../diagnostics/diagnostic'
import { type Arena, createArena } from '../engine/arena'
import type { Backend } from '../engine/kernels/backend'
import { createMeasures } from '../engine/measures/createMeasures'
import type { Measures } from '../engine/measures/measures'
import { type RecordedArray, recordingAllocate } from '../engine/threads/recordedArrays'
import { documentOptimizers } from '../optimizers/documentOptimizers'
import type { Optimizer } from '../optimizers/optimizer'
import type { Evaluation, Problem } from '../problems/problem'
import { rulesBeside } from '../rules/ruleBackend'
import { SharedRules } from '../rules/sharedRules'
import { schedules } from '../schedules'
import type { HeardLosses, Schedule, ScheduleRun } from '../schedules/schedule'
import { backendShortfall } from './backendShortfall'
import { evaluateAt } from './evaluateAt'
import { kernelsHere } from './kernelsHere'
import { nativeAddon } from './nativeAddon'
import { Recorder } from './recorder'
import { problems } from './registry'
import { scheduleMathematics } from './scheduleMathematics'
import type { SharedRun } from './threads/assembleTeam'

/** β₂ of the shadow s_dW for optimizers that have none: the lecture's. */
const shadowBeta2 = 0.9

export interface Run {
  /** What computes: the one asked for, or the next slower one where that is not there or not in this precision. */
  readonly backend: Backend
  /** Why it is not the one asked for; null where it is. */
  readonly backendShortfall: Shortfall | null
  /** What several threads could share; null where one thread is all there can be. */
  readonly shared: SharedRun | null
  readonly problem: Problem
  readonly arena: Arena
  /** Those that reach the arrays of the arena. */
  readonly measures: Measures
  readonly optimizer: Optimizer
  /** α of a step, counted from 1. */
  rateAt(step: number): number
  /** To be told after every update, its step counted from 0: a schedule may follow the loss. */
  hear(losses: HeardLosses): void
  /** What a checkpoint must keep of the schedule, live; null where it remembers nothing. */
  readonly scheduleState: Float64Array | null
  readonly totalSteps: number
  readonly cadence: Cadence
  readonly instruments: Readonly<Record<When, readonly Instrument[]>>
  readonly recorder: Recorder
  /** Loss and accuracy on a part, where the optimizer is evaluated; null if there is none. */
  evaluate(part: 'validation' | 'test'): Evaluation | null
  /** Evaluates the validation part; the last answer is kept with its step in `latestValidation`. */
  evaluateValidation(): Evaluation | null
  /** What the validation part last gave. */
  latestValidation(): Evaluation | null
  /** A run that goes on has it from before. */
  rememberValidation(evaluation: Evaluation | null): void
}

/**
 * @param backend - the one asked for
 * @throws LabFailure when the data cannot be read or do not fit
 */
export function prepareRun(experiment: Experiment, backend: Backend): Run {
  const { problem: problemSettings, optimizer: optimizerSettings, schedule, seed, precision, budget } = experiment
  const found = nativeAddon()
  const kernels = kernelsHere(backend, precision)
  const networkArrays: RecordedArray[] = []
  const recording = { ...kernels, allocate: recordingAllocate(kernels.allocate, networkArrays) }
  const problem = memberOf(problems, problemSettings).build(problemSettings, { seed, precision, kernels: recording })
  const arena = createArena(precision, problem.declarations, kernels.allocate)
  problem.bind(arena)
  problem.initialise()
  const rules = new SharedRules(rulesBeside(kernels, found.addon))
  const optimizer = memberOf(documentOptimizers, optimizerSettings).bind(optimizerSettings, arena, rules, kernels)
  const totalSteps = 'steps' in budget ? budget.steps : budget.epochs * (problem.stepsPerEpoch ?? 1)
  const size = { work: problem.work ?? null, elements: arena.length, parameters: arena.parameters.length }
  const costs = {
    stepNs: costOfStepNs(size),
    rowNs: costOfRowNs(diagnostics, size),
    // a schedule that listens to evaluations is to hear one an epoch
    evaluationNs: schedule.watch === 'validationLoss' ? 1 : costOfEvaluationNs(size),
  }
  const cadence = cadenceOf(experiment.diagnostics, totalSteps, problem.stepsPerEpoch, costs)
  const { rateAt, follower } = scheduleOf(schedule, problem, {
    baseRate: Number(optimizerSettings.learningRate),
    totalSteps,
    stepsPerEpoch: problem.stepsPerEpoch,
    stepsPerEvaluation: cadence.evaluateEvery,
    mathematics: scheduleMathematics,
  })
  const recorder = new Recorder()
  const measures = createMeasures(kernels)
  let latest: Evaluation | null = null
  const evaluate = evaluateAt(problem, arena, optimizer.evaluationSlot)
  const evaluateValidation = (): Evaluation | null => {
    latest = evaluate('validation')
    return latest
  }
  const beta2 = typeof optimizerSettings.beta2 === 'number' ? optimizerSettings.beta2 : shadowBeta2
  return {
    backend: kernels.backend,
    backendShortfall: backendShortfall(backend, precision, found),
    shared: problem.split === undefined ? null : { ...problem.split, kernels, networkArrays, arena, rules },
    problem,
    arena,
    measures,
    optimizer,
    rateAt: (step) => rateAt(step - 1),
    hear: (losses) => follower?.hear(losses),
    scheduleState: follower?.state ?? null,
    totalSteps,
    cadence,
    instruments: createInstruments(recorder, { arena, measures, slots: optimizer.slots, beta2, evaluateValidation }),
    recorder,
    evaluate,
    evaluateValidation,
    latestValidation: () => latest,
    rememberValidation: (evaluation) => {
      latest = evaluation
    },
  }
}

/** @throws LabFailure when it follows a validation loss that there is none of */
function scheduleOf(settings: Member, problem: Problem, run: ScheduleRun): Schedule {
  const schedule = memberOf(schedules, settings).create(settings, run)
  if (schedule.follower?.watches === 'validationLoss' && problem.evaluate('validation') === null) {
    const message = '= "validationLoss", must be "trainingLoss": the data have no validation part'
    throw new LabFailure({
      kind: 'invalidInput',
      what: 'experiment',
      problems: [{ path: 'schedule.watch', message }],
    })
  }
  return schedule
}

function memberOf<D extends { readonly kind: string }>(list: readonly D[], { kind }: Member): D {
  const found = list.find((definition) => definition.kind === kind)
  if (found === undefined) {
    throw new RangeError(`kind = ${kind}, must be one of ${list.map((definition) => definition.kind).join(', ')}`)
  }
  return found
}

function createInstruments(recorder: Recorder, context: Omit<DiagnosticContext, 'series'>): Run['instruments'] {
  const instruments: Record<When, Instrument[]> = { everyStep: [], sparsely: [], atEvaluations: [] }
  for (const diagnostic of diagnostics) {
    const series: DiagnosticContext['series'] = ({ parameter = '', shape }) =>
      recorder.series({ key: { diagnostic: diagnostic.id, parameter }, shape })
    instruments[diagnostic.when].push(diagnostic.create({ ...context, series }))
  }
  return instruments
}
