/**
 * Builds everything a run needs from its experiment: problem, arena with initial weights, optimizer, rate of each step,
 * and the instruments of the diagnostics, sorted by when they are due.
 */

import { LabFailure } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { Member } from '../contract/field'
import type { Shortfall } from '../contract/shortfall'
import { diagnostics } from '../diagnostics'
import type { Cadence } from '../diagnostics/cadence'
import type { Diagnostic, ParameterSettings } from '../diagnostics/diagnostic'
import { type Arena, createArena } from '../engine/arena'
import type { Backend } from '../engine/kernels/backend'
import type { Kernels } from '../engine/kernels/kernels'
import { createMeasures } from '../engine/measures/createMeasures'
import type { Measures } from '../engine/measures/measures'
import type { Precision } from '../engine/precision'
import { type RecordedArray, recordingAllocate } from '../engine/threads/recordedArrays'
import { settingsOfParameter } from '../optimizers/bindParts'
import { documentOptimizers } from '../optimizers/documentOptimizers'
import type { Optimizer } from '../optimizers/optimizer'
import { exceptionsOf } from '../optimizers/withCommonFields'
import type { Evaluation, Part, Problem } from '../problems/problem'
import { rulesBeside } from '../rules/ruleBackend'
import { SharedRules } from '../rules/sharedRules'
import { schedules } from '../schedules'
import type { HeardLosses, Schedule, ScheduleRun } from '../schedules/schedule'
import { EpochLoss } from './epochLoss'
import { Evaluations } from './evaluations'
import { createInstruments, type Instruments, resolveCadences } from './instruments'
import { kernelsOfRun } from './kernelsHere'
import { type FoundAddon, nativeAddon } from './nativeAddon'
import { createProbe } from './probe'
import { Recorder } from './recorder'
import { problems } from './registry'
import { scheduleMathematics } from './scheduleMathematics'
import type { SharedRun } from './threads/assembleTeam'

export interface Run extends Instruments {
  /** What computes: the one asked for, or the next slower one where that is not there or not in this precision. */
  readonly backend: Backend
  /** Theirs is the memory that arrays and rules lie in. */
  readonly kernels: Kernels
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
  /** Momentum of a step, counted from 1, where the schedule drives it. */
  momentumAt(step: number): number | undefined
  /** To be told after every update, its step counted from 0: a schedule may follow the loss. */
  hear(losses: HeardLosses): void
  /** What a checkpoint must keep of the schedule, live; null where it remembers nothing. */
  readonly scheduleState: Float64Array | null
  readonly totalSteps: number
  /** Steps from one row of the standard list's sparse diagnostics to the next, and from one evaluation to the next. */
  readonly recordEvery: number
  readonly evaluateEvery: number
  /** Where it is looked whether the run has diverged. */
  readonly checkCadence: Cadence
  /** When the schedule is to hear of an evaluation; null where it does not listen. */
  readonly heardEvaluations: Cadence | null
  readonly recorder: Recorder
  readonly evaluations: Evaluations
  /** Null where there are no epochs. */
  readonly epochLoss: EpochLoss | null
  /** Loss and accuracy on a part, where the optimizer is evaluated; null if there is none. */
  evaluate(part: Part): Evaluation | null
  /** What the validation part last gave. */
  latestValidation(): Evaluation | null
  /** A run that goes on has it from before. */
  rememberValidation(evaluation: Evaluation | null): void
}

/**
 * @param backend - the one asked for
 * @param list - all diagnostics there are
 * @throws LabFailure when the data cannot be read or do not fit
 */
export function prepareRun(experiment: Experiment, backend: Backend, list: readonly Diagnostic[] = diagnostics): Run {
  const { problem: problemSettings, optimizer: optimizerSettings, schedule, seed, precision, budget } = experiment
  const found = nativeAddon()
  const kernels = kernelsOfRun(backend, precision)
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
  const length = { totalSteps, stepsPerEpoch: problem.stepsPerEpoch }
  const isHeard = schedule.watch === 'validationLoss'
  const cadences = resolveCadences(list, experiment.diagnostics, length, size, isHeard)
  const { sparsely, atEvaluations } = cadences.standard
  const { rateAt, momentumAt, follower } = scheduleOf(schedule, problem, {
    ...length,
    baseRate: Number(optimizerSettings.learningRate),
    stepsPerEvaluation: atEvaluations.every,
    mathematics: scheduleMathematics,
  })
  const recorder = new Recorder()
  const measures = createMeasures(kernels)
  const evaluations = new Evaluations(problem, arena, optimizer.evaluationSlot)
  const epochLoss = problem.stepsPerEpoch === null ? null : new EpochLoss(problem)
  const { measurements, instruments } = createInstruments(list, cadences, {
    ...{ arena, measures, optimizer, optimizerSettings, evaluations, recorder },
    probe: createProbe(problem, arena, measures),
    settingsOf: settingsByParameter(optimizerSettings, arena),
  })
  return {
    kernels,
    backend: kernels.backend,
    backendShortfall: backendShortfall(backend, precision, found),
    shared: problem.split === undefined ? null : { ...problem.split, kernels, networkArrays, arena, rules },
    problem,
    arena,
    measures,
    optimizer,
    rateAt: (step) => rateAt(step - 1),
    momentumAt: (step) => momentumAt?.(step - 1),
    hear: (losses) => follower?.hear(losses),
    scheduleState: follower?.state ?? null,
    totalSteps,
    recordEvery: sparsely.every,
    evaluateEvery: atEvaluations.every,
    checkCadence: cadences.checks,
    heardEvaluations: follower?.watches === 'validationLoss' ? atEvaluations : null,
    measurements,
    instruments,
    recorder,
    evaluations,
    epochLoss,
    evaluate: (part) => evaluations.of(part),
    latestValidation: () => evaluations.latestValidation,
    rememberValidation: (evaluation) => {
      evaluations.latestValidation = evaluation
    },
  }
}

/** The optimizer's settings for each parameter, exceptions worked in. */
function settingsByParameter(optimizer: Member, arena: Arena): (name: string) => ParameterSettings {
  const { exceptions: _, ...settings } = optimizer
  const known = new Map(
    arena.parameters.map(({ name }) => {
      const { settings: own, learningRateFactor } = settingsOfParameter(name, settings, exceptionsOf(optimizer))
      return [name, { ...own, learningRateFactor }]
    }),
  )
  return (name) => {
    const own = known.get(name)
    if (own === undefined) throw new RangeError(`parameter = ${name}, must be one of ${[...known.keys()].join(', ')}`)
    return own
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

/** Why another backend computes a run than the one asked for; null where it is that one. */
export function backendShortfall(asked: Backend, precision: Precision, found: FoundAddon): Shortfall | null {
  if (asked === 'typescript') return null
  if (precision === 'float64') return { kind: 'float64' }
  if (asked === 'wasm' || found.addon !== null) return null
  return { kind: 'noNativeKernels', reason: found.reason }
}
