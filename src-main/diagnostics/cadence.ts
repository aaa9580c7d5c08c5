/**
 * When diagnostics are due: a function of the step and the experiment alone, never of a clock.
 *
 * Sparse rows come at step 1, at every multiple of `every`, and at the last step. With `every` 0 the number of rows is
 * chosen by cost (`costModel.ts`): as many as 2 % of the run's arithmetic pays for, or 4 ms of it in all where that is
 * more, but no fewer than 32 and no more than 2,000; and before the first multiple of `every` there are rows at the
 * powers of two too, twenty in a million steps, so that a long run that is stopped early is no empty chart. Evaluations come at every multiple of `evaluateEvery` and at the
 * last step; 0 stands for the steps of an epoch, or of as many epochs as the same rule asks for.
 */
const most = 2000
/** A line of fewer points hides what happened between them. */
const fewest = 32
const shareOfArithmetic = 0.02
/** Nobody waits for it: a short run on a surface has a row a step. */
const freeNs = 4e6

export interface Cadence {
  readonly totalSteps: number
  readonly every: number
  /** Whether there are more rows before the first multiple of `every`. */
  readonly hasEarlyRows: boolean
  readonly evaluateEvery: number
}

export interface CadenceSettings {
  readonly every: number
  readonly evaluateEvery: number
}

/** In nanoseconds, by the model. */
export interface Costs {
  readonly stepNs: number
  /** One row of all sparse diagnostics. */
  readonly rowNs: number
  /** One evaluation of the validation part. */
  readonly evaluationNs: number
}

export function cadenceOf(
  settings: CadenceSettings,
  totalSteps: number,
  stepsPerEpoch: number | null,
  costs: Costs,
): Cadence {
  const budgetNs = Math.max(shareOfArithmetic * totalSteps * costs.stepNs, freeNs)
  const epoch = stepsPerEpoch ?? totalSteps
  return {
    totalSteps,
    every: settings.every === 0 ? spacing(totalSteps, budgetNs / costs.rowNs) : settings.every,
    hasEarlyRows: settings.every === 0,
    evaluateEvery:
      settings.evaluateEvery === 0
        ? epoch * spacing(totalSteps / epoch, budgetNs / costs.evaluationNs)
        : settings.evaluateEvery,
  }
}

/** Every how many of `count`, so that about as many are taken as can be afforded. */
function spacing(count: number, affordable: number): number {
  return Math.max(1, Math.ceil(count / Math.min(most, Math.max(fewest, affordable))))
}

export function isSparseStep(cadence: Cadence, step: number): boolean {
  return isRegularStep(cadence, step) || isEarlyRow(cadence, step)
}

/** Sparse steps but for the early ones: where it is looked whether a run has diverged. */
export function isRegularStep({ every, totalSteps }: Cadence, step: number): boolean {
  return step === 1 || step % every === 0 || step === totalSteps
}

/** A power of two: it has no bit in common with the number before it. */
function isEarlyRow({ every, hasEarlyRows }: Cadence, step: number): boolean {
  return hasEarlyRows && step < every && (step & (step - 1)) === 0
}

export function isEvaluationStep({ evaluateEvery, totalSteps }: Cadence, step: number): boolean {
  return step % evaluateEvery === 0 || step === totalSteps
}
