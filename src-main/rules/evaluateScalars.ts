/**
 * The part of a rule that is free of elements, such as 1 − β₂^t: once per step, in float64.
 *
 * Keeps 1 − β₂^t exact to float64 also in a float32 run; the element part rounds it once, where it is used.
 */
import { KeptScalars } from './keptScalars'
import type { RulePlan, ScalarInstruction } from './rulePlan'
import { scalarOperations } from './scalarOperations'

/**
 * Fills all cells for step t.
 *
 * @returns false if they hold the same as after the step before: nothing depends on t, and no hyperparameter has changed
 * @throws RangeError on a step or hyperparameter that is not one
 */
export type ScalarEvaluation = (t: number, scalars: Readonly<Record<string, number>>) => boolean

/**
 * @param cells - one number per cell of the plan, owned by the caller, overwritten by each evaluation
 * @param kept - what the rule keeps from step to step
 */
export function evaluateScalars(plan: RulePlan, cells: Float64Array, kept = new KeptScalars(plan)): ScalarEvaluation {
  const instructions = plan.scalarInstructions.map((instruction) => bindScalar(instruction, cells))
  const isSteady = plan.kept.length === 0 && plan.sources.every(({ kind }) => kind !== 'step')
  const names = plan.sources.flatMap((source) => (source.kind === 'hyperparameter' ? [source.name] : []))
  const last = new Float64Array(names.length)
  /** Whether the cells hold what `last` gives: not before the first step, nor after one that was refused. */
  let isFilled = false
  /** The object that gave `last`, if it is frozen and so cannot have changed since. */
  let frozen: Readonly<Record<string, number>> | null = null
  const isSame = (scalars: Readonly<Record<string, number>>): boolean => {
    if (!isFilled) return false
    for (let index = 0; index < names.length; index++) if (!Object.is(scalars[names[index]!], last[index])) return false
    return true
  }
  return (t, scalars) => {
    if (!Number.isSafeInteger(t) || t < 1) throw new RangeError(`t = ${t}, must be an integer ≥ 1`)
    if (isSteady && (scalars === frozen || isSame(scalars))) return false
    isFilled = false
    frozen = null
    for (const source of plan.sources) {
      if (source.kind === 'literal') cells[source.cell] = source.value
      else if (source.kind === 'step') cells[source.cell] = t
      else cells[source.cell] = hyperparameter(source.name, scalars)
    }
    kept.begin(t, cells)
    for (const instruction of instructions) instruction()
    kept.end(cells)
    for (let index = 0; index < names.length; index++) last[index] = scalars[names[index]!]!
    isFilled = true
    if (Object.isFrozen(scalars)) frozen = scalars
    return true
  }
}

function hyperparameter(name: string, scalars: Readonly<Record<string, number>>): number {
  const value = Object.hasOwn(scalars, name) ? scalars[name] : undefined
  if (typeof value !== 'number') throw new RangeError(`hyperparameter ${name} = ${String(value)}, must be a number`)
  return value
}

function bindScalar({ operation, inputs, cell }: ScalarInstruction, cells: Float64Array): () => void {
  const apply = scalarOperations[operation]
  const [a = 0, b = 0, c = 0] = inputs
  return () => {
    cells[cell] = apply(cells[a]!, cells[b]!, cells[c]!)
  }
}
