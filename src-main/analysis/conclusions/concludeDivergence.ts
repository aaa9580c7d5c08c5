/** "Gradient descent diverged at step 1204." Several runs: each with its step. */
import type { Curve } from './curve'
import { listed } from './listed'

export function concludeDivergence(curves: readonly Curve[]): string {
  const texts = curves
    .filter((curve) => curve.status === 'diverged')
    .map((curve, index) => `${curve.label}${index === 0 ? ' diverged at step' : ' at step'} ${curve.step}`)
  return texts.length === 0 ? '' : `${listed(texts)}.`
}
