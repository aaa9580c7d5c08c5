/** A rule together with the arrays of a run: what every evaluator of the language makes. */
import type { KeptScalars } from './keptScalars'

export interface BoundRule {
  /** What the rule keeps from step to step beside its slots. */
  readonly kept: KeptScalars
  /**
   * Updates elements [start, end), by default all, in place.
   *
   * @param t - the step, from 1; all slices of a step carry the same, and a step is done before the next begins
   * @param scalars - every hyperparameter of the rule by name; those it does not read are ignored
   * @throws RangeError if t, a bound or a hyperparameter is not what it must be; nothing is changed then
   */
  step(t: number, scalars: Readonly<Record<string, number>>, start?: number, end?: number): void
}

/** @throws RangeError unless 0 ≤ start ≤ end ≤ length, all integers */
export function checkSlice(start: number, end: number, length: number): void {
  if (!Number.isInteger(start) || start < 0 || start > length) {
    throw new RangeError(`start = ${start}, must be an integer in [0, ${length}]`)
  }
  if (!Number.isInteger(end) || end < start || end > length) {
    throw new RangeError(`end = ${end}, must be an integer in [${start}, ${length}]`)
  }
}
