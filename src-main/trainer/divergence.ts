/**
 * When a run has diverged: its loss is not finite or has passed 1e8 · max(1, first loss), or something it keeps from step
 * to step is not finite.
 *
 * The loss is looked at every step, all the rest at the regular sparse steps and at the last. A slot that has overflowed
 * never comes back: with s = ∞ every later update of its element is 0, so that the run would stand still at a finite
 * loss and end as if all were well. No optimizer has a use for an infinite slot, nor a layer for infinite statistics.
 */
import type { LabError } from '../contract/errors'
import type { Arena } from '../engine/arena'
import type { StateTensor } from '../engine/layers/layer'
import { areFinite } from '../engine/measures/areFinite'
import type { Measures } from '../engine/measures/measures'
import type { Reals } from '../engine/precision'
import type { Optimizer } from '../optimizers/optimizer'

const largestGrowth = 1e8

/** @param firstLoss - the loss of step 1 */
export function lossDivergence(step: number, loss: number, firstLoss: number): LabError | null {
  if (Number.isFinite(loss) && loss <= largestGrowth * Math.max(1, firstLoss)) return null
  return { kind: 'diverged', step, series: 'trainingLoss.value', value: String(loss) }
}

interface Kept {
  readonly arena: Arena
  /** Those that reach the arrays of the arena. */
  readonly measures: Measures
  readonly optimizer: Pick<Optimizer, 'kept' | 'tensors'>
  /** Running statistics. */
  readonly layerTensors: readonly StateTensor[]
}

/** What tells of parameters, slots, numbers and matrices of the optimizer, and running statistics, in this order. */
export function createKeptDivergence({ arena, measures, optimizer, layerTensors }: Kept) {
  const slots = [...arena.slots].map(([slot, values]) => ({ slot, values }))
  const tensors = [...(optimizer.tensors ?? []), ...layerTensors]
  const hasScalars = optimizer.kept !== undefined && Object.keys(optimizer.kept.values()).length > 0
  return (step: number): LabError | null => {
    if (!measures.areFinite(arena.values)) return placed(step, arena, arena.values, 'parameter')
    for (const { slot, values } of slots) {
      if (!measures.areFinite(values)) return placed(step, arena, values, `slot ${slot} of`)
    }
    if (hasScalars) {
      for (const [name, value] of Object.entries(optimizer.kept?.values() ?? {})) {
        if (!Number.isFinite(value)) return diverged(step, `scalar ${name}`, value)
      }
    }
    for (const { name, values } of tensors) {
      if (!areFinite(values))
        return diverged(
          step,
          name,
          values.find((value) => !Number.isFinite(value)),
        )
    }
    return null
  }
}

/** @param what - in front of the name of the first parameter that has such a value */
function placed(step: number, arena: Arena, values: Reals, what: string): LabError | null {
  for (const parameter of arena.parameters) {
    const value = arena.view(parameter, values).find((element) => !Number.isFinite(element))
    if (value !== undefined) return diverged(step, `${what} ${parameter.name}`, value)
  }
  return null
}

function diverged(step: number, series: string, value: number | undefined): LabError {
  return { kind: 'diverged', step, series, value: String(value) }
}
