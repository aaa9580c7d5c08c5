/**
 * When a run has diverged: its loss is not finite or has passed 1e8 · max(1, first loss), or a parameter is not finite.
 *
 * The loss is looked at every step, the parameters at every regular sparse step and at the last.
 */
import type { LabError } from '../contract/errors'
import type { Arena } from '../engine/arena'
import type { Measures } from '../engine/measures/measures'

const largestGrowth = 1e8

/** @param firstLoss - the loss of step 1 */
export function lossDivergence(step: number, loss: number, firstLoss: number): LabError | null {
  if (Number.isFinite(loss) && loss <= largestGrowth * Math.max(1, firstLoss)) return null
  return { kind: 'diverged', step, series: 'trainingLoss.value', value: String(loss) }
}

export function parameterDivergence(step: number, arena: Arena, measures: Measures): LabError | null {
  if (measures.areFinite(arena.values)) return null
  for (const parameter of arena.parameters) {
    const value = arena.view(parameter).find((element) => !Number.isFinite(element))
    if (value !== undefined) {
      return { kind: 'diverged', step, series: `parameter ${parameter.name}`, value: String(value) }
    }
  }
  return null
}
