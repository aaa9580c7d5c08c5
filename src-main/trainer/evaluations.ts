/**
 * What the parts of the data give where a run is: at its parameters, or, for an optimizer that keeps an average for this,
 * at that slot.
 *
 * The slot's values take the parameters' place while a part is evaluated, and go again: no bit of the run depends on
 * whether it was. A part is evaluated once a step at most, whoever asks.
 */
import type { Arena } from '../engine/arena'
import type { Evaluation, Part, Problem } from '../problems/problem'

export class Evaluations {
  readonly #evaluate: (part: Part) => Evaluation | null
  readonly #known = new Map<Part, Evaluation | null>()
  /** What the validation part last gave; a run that goes on has it from before. */
  latestValidation: Evaluation | null = null

  /** @param slot - of the arena; undefined for the parameters themselves */
  constructor(problem: Pick<Problem, 'evaluate'>, arena: Pick<Arena, 'values' | 'slots'>, slot: string | undefined) {
    this.#evaluate = evaluateAt(problem, arena, slot)
  }

  /** Null if there is no such part. */
  of(part: Part): Evaluation | null {
    const known = this.#known.get(part)
    if (known !== undefined) return known
    const evaluation = this.#evaluate(part)
    this.#known.set(part, evaluation)
    if (part === 'validation') this.latestValidation = evaluation
    return evaluation
  }

  /** The parameters are others now. */
  moved(): void {
    if (this.#known.size > 0) this.#known.clear()
  }
}

function evaluateAt(
  problem: Pick<Problem, 'evaluate'>,
  arena: Pick<Arena, 'values' | 'slots'>,
  slot: string | undefined,
): (part: Part) => Evaluation | null {
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
