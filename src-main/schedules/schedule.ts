/**
 * What every schedule is: settings as data, and for a run the rate of each of its steps.
 *
 * A rate depends on the document alone: its settings, the optimizer's rate, and the run's length by its budget, never on
 * how far the run came. One that follows the loss is a function of the losses it was told, in order.
 */
import type { CheckedDefinition } from '../contract/definition'
import type { InputProblem } from '../contract/errors'
import type { FieldValue } from '../contract/field'

/** The functions a rate may need. Handed in, so that the reproducible ones of the engine are used and no other. */
export interface ScheduleMathematics {
  /** xⁿ for a safe integer n. */
  integerPower(x: number, n: number): number
  /** x^y */
  power(x: number, y: number): number
  /** cos x, x in radians */
  cosine(x: number): number
}

export interface ScheduleRun {
  /** The optimizer's own learning rate. */
  readonly baseRate: number
  /** Updates of the whole budget. */
  readonly totalSteps: number
  /** Null where there are no data and so no epochs. */
  readonly stepsPerEpoch: number | null
  /** From one look at the validation part to the next. */
  readonly stepsPerEvaluation: number
  readonly mathematics: ScheduleMathematics
}

/** The losses of an update. */
export interface HeardLosses {
  /** Counted from 0. */
  readonly step: number
  /** Before the update. */
  readonly trainingLoss: number
  /** After it; null at steps without an evaluation. */
  readonly validationLoss: number | null
}

/** A schedule that follows the loss. */
export interface LossFollower {
  /** The loss it listens to. */
  readonly watches: 'trainingLoss' | 'validationLoss'
  /** To be told of every update in turn, before the rate of the next one is asked. */
  hear(losses: HeardLosses): void
  /** All it remembers, live: a checkpoint copies it, and writing it back goes on from there. */
  readonly state: Float64Array
  /** The smallest rate that losses could have led to at a step, counted from 0; `rateAt` before any loss is the largest. */
  lowestRateAt(step: number): number
}

export interface Schedule {
  /** α of a step, counted from 0: the first update uses `rateAt(0)`. */
  rateAt(step: number): number
  /** The momentum of a step, where the schedule drives that too: see `contract/drivenMomentum.ts`. */
  readonly momentumAt?: (step: number) => number
  readonly follower?: LossFollower
  /** Settings that are probably unintended in a run of this length; paths are relative to the schedule. */
  readonly remark?: InputProblem
}

/** Why a conformance law does not hold for a schedule at its defaults, by law. */
export type ScheduleExceptions = Readonly<
  Partial<Record<'startsAtTheBaseRate' | 'neverRises' | 'neverJumps' | 'takesAnyWarmup', string>>
>

export interface ScheduleDefinition extends CheckedDefinition {
  readonly exceptions?: ScheduleExceptions
  create(settings: Readonly<Record<string, FieldValue>>, run: ScheduleRun): Schedule
}
