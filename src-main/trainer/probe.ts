/**
 * The loss and the gradient of a step again, at other parameters: for diagnostics that ask how the loss bends.
 *
 * The function is that of the last step: its batch, its masks, batch statistics where training takes them, no noise on
 * the gradient. Parameters and gradients of the arena stand as before when a call is over, generators and running
 * statistics do not move, so the run goes on to the same bits.
 */
import type { Arena } from '../engine/arena'
import type { Measures } from '../engine/measures/measures'
import type { Reals } from '../engine/precision'
import type { Problem } from '../problems/problem'

export interface Probe {
  /** @param values - of all elements of the arena */
  lossAt(values: Reals): number
  /** @param gradients - overwritten */
  gradientAt(values: Reals, gradients: Reals): number
}

/** Allocates nothing before it is first asked. */
export function createProbe(
  problem: Pick<Problem, 'lossAgain' | 'lossAndGradientAgain'>,
  arena: Arena,
  measures: Measures,
): Probe {
  let kept: { readonly values: Reals; readonly gradients: Reals } | undefined
  const at = (values: Reals, ask: () => number): number => {
    const { precision, length } = arena
    kept ??= { values: measures.reals(precision, length), gradients: measures.reals(precision, length) }
    kept.values.set(arena.values)
    kept.gradients.set(arena.gradients)
    arena.values.set(values)
    try {
      return ask()
    } finally {
      arena.values.set(kept.values)
      arena.gradients.set(kept.gradients)
    }
  }
  return {
    lossAt: (values) => at(values, () => problem.lossAgain()),
    gradientAt: (values, gradients) =>
      at(values, () => {
        const loss = problem.lossAndGradientAgain()
        gradients.set(arena.gradients)
        return loss
      }),
  }
}
