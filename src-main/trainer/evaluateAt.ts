/**
 * Where a run is evaluated: at its parameters, or, for an optimizer that keeps an average for this, at that slot.
 *
 * The slot's values take the parameters' place while the part is evaluated, and go again: no bit of the run depends on
 * whether it was.
 */
import type { Arena } from '../engine/arena'
import type { Evaluation, Problem } from '../problems/problem'

/** @param slot - of the arena; undefined for the parameters themselves */
export function evaluateAt(
  problem: Pick<Problem, 'evaluate'>,
  arena: Pick<Arena, 'values' | 'slots'>,
  slot: string | undefined,
): (part: 'validation' | 'test') => Evaluation | null {
  const average = slot === undefined ? undefined : arena.slots.get(slot)
  if (average === undefined) return (part) => problem.evaluate(part)
  const kept = arena.values.slice()
  return (part) => {
    kept.set(arena.values)
    arena.values.set(average)
    try {
      return problem.evaluate(part)
    } finally {
      arena.values.set(kept)
    }
  }
}
