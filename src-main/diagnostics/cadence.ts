/**
 * When diagnostics are due: a function of the step and the experiment alone, never of a clock.
 *
 * The standard list has one cadence for all its sparse diagnostics. Sparse rows come at step 1, at every multiple of
 * `every`, and at the last step. With `every` 0 the number of rows is chosen by cost (`costModel.ts`): as many as 2 % of
 * the run's arithmetic pays for, or 4 ms of it in all where that is more, but no fewer than 32 and no more than 2,000;
 * and before the first multiple of `every` there are rows at the powers of two too, twenty in a million steps, so that a
 * long run that is stopped early still has a chart. Evaluations come at every multiple of `evaluateEvery` and at the
 * last step; 0 stands for the steps of an epoch, or of as many epochs as the same rule asks for.
 *
 * An entry of `diagnostics.measure` has a cadence and a budget of its own: with `every` 0 as many rows as 1 % of the
 * run's arithmetic pays for, or 2 ms, but no fewer than 8. The standard list keeps its cadence, whatever else is
 * measured; so adding an entry or dropping it moves no row of another.
 */
import { assertNever } from '../contract/assertNever'
import type { DiagnosticSettings } from '../contract/diagnosticSettings'
import type { Diagnostic, When } from './diagnostic'

/** Steps t ≤ `totalSteps` that are multiples of `every`, and those that the flags add. */
export interface Cadence {
  readonly every: number
  readonly totalSteps: number
  readonly hasFirst: boolean
  readonly hasLast: boolean
  /** Whether there are more rows before the first multiple of `every`. */
  readonly hasEarlyRows: boolean
}

export function isDue(cadence: Cadence, step: number): boolean {
  const { every, totalSteps, hasFirst, hasLast } = cadence
  return step % every === 0 || (hasFirst && step === 1) || (hasLast && step === totalSteps) || isEarlyRow(cadence, step)
}

/** A power of two: it has no bit in common with the number before it. */
function isEarlyRow({ every, hasEarlyRows }: Cadence, step: number): boolean {
  return hasEarlyRows && step < every && (step & (step - 1)) === 0
}

interface Budget {
  readonly shareOfArithmetic: number
  /** Negligible: a short run on a surface has a row a step. */
  readonly freeNs: number
  /** A line of fewer points hides what happened between them. */
  readonly fewestRows: number
}

/** Of all sparse diagnostics of the standard list together, and the same again of evaluations. */
const standardBudget: Budget = { shareOfArithmetic: 0.02, freeNs: 4e6, fewestRows: 32 }
/** Of one entry of `measure`. Fewer rows at least, since one row may cost as much as a hundred steps. */
const ownBudget: Budget = { shareOfArithmetic: 0.01, freeNs: 2e6, fewestRows: 8 }
const mostRows = 2000

export interface RunLength {
  readonly totalSteps: number
  /** Null where there are no epochs. */
  readonly stepsPerEpoch: number | null
}

/** In nanoseconds, by the model. */
export interface Costs {
  readonly stepNs: number
  /** One row of all sparse diagnostics of the standard list. */
  readonly rowNs: number
  /** One evaluation of the validation part. */
  readonly evaluationNs: number
}

/** Of the standard list, by when its diagnostics are due; no epochs are null. */
export interface StandardCadences extends Readonly<Record<Exclude<When, 'everyEpoch'>, Cadence>> {
  readonly everyEpoch: Cadence | null
}

export function standardCadences(
  { every, evaluateEvery }: Pick<DiagnosticSettings, 'every' | 'evaluateEvery'>,
  length: RunLength,
  costs: Costs,
): StandardCadences {
  return {
    everyStep: everyStep(1, length),
    sparsely: sparsely(every, length, costs.stepNs, costs.rowNs, standardBudget),
    atEvaluations: atEvaluations(evaluateEvery, length, costs.stepNs, costs.evaluationNs, standardBudget),
    everyEpoch: everyEpoch(1, length),
  }
}

/**
 * Of an entry of `measure`; null where the run has no such steps.
 *
 * @param every - 0 chooses by cost
 * @param rowNs - what one row of this diagnostic costs
 */
export function ownCadence(
  { when }: Pick<Diagnostic, 'when'>,
  every: number,
  length: RunLength,
  stepNs: number,
  rowNs: number,
): Cadence | null {
  switch (when) {
    case 'everyStep':
      return everyStep(Math.max(1, every), length)
    case 'everyEpoch':
      return everyEpoch(Math.max(1, every), length)
    case 'sparsely':
      return sparsely(every, length, stepNs, rowNs, ownBudget)
    case 'atEvaluations':
      return atEvaluations(every, length, stepNs, rowNs, ownBudget)
    default:
      return assertNever(when)
  }
}

/** Where it is looked whether a run has diverged: at the sparse steps of a document that leaves them open. */
export function checkCadence(length: RunLength, { stepNs, rowNs }: Pick<Costs, 'stepNs' | 'rowNs'>): Cadence {
  return { ...sparsely(0, length, stepNs, rowNs, standardBudget), hasEarlyRows: false }
}

function everyStep(every: number, { totalSteps }: RunLength): Cadence {
  return { every, totalSteps, hasFirst: true, hasLast: true, hasEarlyRows: false }
}

/** @param epochs - from one row to the next */
function everyEpoch(epochs: number, { totalSteps, stepsPerEpoch }: RunLength): Cadence | null {
  if (stepsPerEpoch === null) return null
  return { every: stepsPerEpoch * epochs, totalSteps, hasFirst: false, hasLast: false, hasEarlyRows: false }
}

function sparsely(every: number, length: RunLength, stepNs: number, rowNs: number, budget: Budget): Cadence {
  const { totalSteps } = length
  const chosen = every === 0 ? spacing(totalSteps, affordable(length, stepNs, rowNs, budget), budget) : every
  return { every: chosen, totalSteps, hasFirst: true, hasLast: true, hasEarlyRows: every === 0 }
}

function atEvaluations(every: number, length: RunLength, stepNs: number, rowNs: number, budget: Budget): Cadence {
  const { totalSteps } = length
  const epoch = length.stepsPerEpoch ?? totalSteps
  const chosen =
    every === 0 ? epoch * spacing(totalSteps / epoch, affordable(length, stepNs, rowNs, budget), budget) : every
  return { every: chosen, totalSteps, hasFirst: false, hasLast: true, hasEarlyRows: false }
}

function affordable({ totalSteps }: RunLength, stepNs: number, rowNs: number, budget: Budget): number {
  return Math.max(budget.shareOfArithmetic * totalSteps * stepNs, budget.freeNs) / rowNs
}

/** Every how many of `count`, so that about as many are taken as can be afforded. */
function spacing(count: number, affordableRows: number, { fewestRows }: Budget): number {
  return Math.max(1, Math.ceil(count / Math.min(mostRows, Math.max(fewestRows, affordableRows))))
}
