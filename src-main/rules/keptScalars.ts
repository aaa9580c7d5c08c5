/**
 * Numbers that a rule keeps from step to step, one for all elements: ∏μ of Nadam, the sum of weights of an average.
 *
 * A step reads what the step before left. The slices of one step carry the same t and so read the same values, whoever
 * does them: a value moves on only when t does. Kept in float64, also in a float32 run.
 */
import type { RulePlan } from './rulePlan'

/** Values by name. */
export type ScalarValues = Readonly<Record<string, number>>

export class KeptScalars {
  readonly #kept: RulePlan['kept']
  readonly #before: Float64Array
  readonly #after: Float64Array
  #step = 0

  /** @throws RangeError unless `initial` has a number for every name that the plan keeps */
  constructor(plan: Pick<RulePlan, 'kept'>, initial: ScalarValues = {}) {
    this.#kept = plan.kept
    this.#before = new Float64Array(plan.kept.length)
    this.#after = new Float64Array(plan.kept.length)
    this.restore(initial)
  }

  /** What the last step left, or what was there before the first: with the slots, all the state of a rule. */
  values(): Record<string, number> {
    return Object.fromEntries(this.#kept.map(({ name }, index) => [name, this.#after[index]!]))
  }

  /** The next step goes on from these. @throws RangeError on a missing value; nothing is changed then */
  restore(values: ScalarValues): void {
    const numbers = this.#kept.map(({ name }) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (typeof value !== 'number') throw new RangeError(`scalar ${name} = ${String(value)}, must be a number`)
      return value
    })
    this.#after.set(numbers)
    this.#step = 0
  }

  /** Puts the values that step t reads into their cells. */
  begin(t: number, cells: Float64Array): void {
    if (t !== this.#step) this.#before.set(this.#after)
    this.#step = t
    for (let index = 0; index < this.#kept.length; index++) cells[this.#kept[index]!.before] = this.#before[index]!
  }

  /** Takes the values that the step has made. */
  end(cells: Float64Array): void {
    for (let index = 0; index < this.#kept.length; index++) this.#after[index] = cells[this.#kept[index]!.after]!
  }
}
