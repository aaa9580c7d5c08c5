/**
 * When diagnostics are due: a function of the step and the experiment alone, never of a clock.
 *
 * Sparse rows come at step 1, at every multiple of `every`, and at the last step; `every` 0 means ⌈steps/2000⌉, so that
 * a run has about 2,000 of them. Evaluations come at every multiple of `evaluateEvery` (0: of the steps of an epoch)
 * and at the last step.
 */
const rowsOfARun = 2000

export interface Cadence {
  readonly totalSteps: number
  readonly every: number
  readonly evaluateEvery: number
}

export interface CadenceSettings {
  readonly every: number
  readonly evaluateEvery: number
}

export function cadenceOf(settings: CadenceSettings, totalSteps: number, stepsPerEpoch: number | null): Cadence {
  return {
    totalSteps,
    every: settings.every === 0 ? Math.max(1, Math.ceil(totalSteps / rowsOfARun)) : settings.every,
    evaluateEvery: settings.evaluateEvery === 0 ? (stepsPerEpoch ?? totalSteps) : settings.evaluateEvery,
  }
}

export function isSparseStep({ every, totalSteps }: Cadence, step: number): boolean {
  return step === 1 || step % every === 0 || step === totalSteps
}

export function isEvaluationStep({ evaluateEvery, totalSteps }: Cadence, step: number): boolean {
  return step % evaluateEvery === 0 || step === totalSteps
}
