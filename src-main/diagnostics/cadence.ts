/**
 * When diagnostics are due: a function of the step and the experiment alone, never of a clock.
 *
 * Sparse rows come at step 1, at every multiple of `every`, and at the last step. With `every` 0 the number of rows is
 * chosen by cost (`costModel.ts`): as many as 3 % of the run's arithmetic pays for, or 4 ms of it in all where that is
 * more, but no fewer than 64 and no more than 2,000. Evaluations come at every multiple of `evaluateEvery` (0: of the
 * steps of an epoch) and at the last step.
 */
const mostRows = 2000
/** A line of fewer points hides what happened between them. */
const fewestRows = 64
const shareOfArithmetic = 0.03
/** Nobody waits for it: a short run on a surface has a row a step. */
const freeNs = 4e6

export interface Cadence {
  readonly totalSteps: number
  readonly every: number
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
}

export function cadenceOf(
  settings: CadenceSettings,
  totalSteps: number,
  stepsPerEpoch: number | null,
  costs: Costs,
): Cadence {
  return {
    totalSteps,
    every: settings.every === 0 ? Math.max(1, Math.ceil(totalSteps / rowsOf(totalSteps, costs))) : settings.every,
    evaluateEvery: settings.evaluateEvery === 0 ? (stepsPerEpoch ?? totalSteps) : settings.evaluateEvery,
  }
}

function rowsOf(totalSteps: number, { stepNs, rowNs }: Costs): number {
  const affordable = Math.max(shareOfArithmetic * totalSteps * stepNs, freeNs) / rowNs
  return Math.min(mostRows, Math.max(fewestRows, affordable))
}

export function isSparseStep({ every, totalSteps }: Cadence, step: number): boolean {
  return step === 1 || step % every === 0 || step === totalSteps
}

export function isEvaluationStep({ evaluateEvery, totalSteps }: Cadence, step: number): boolean {
  return step % evaluateEvery === 0 || step === totalSteps
}
