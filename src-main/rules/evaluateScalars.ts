/**
 * The part of a rule that is free of elements, such as 1 − β₂^t: once per step, in float64.
 *
 * Keeps 1 − β₂^t exact to float64 also in a float32 run; the element part rounds it once, where it is used.
 */
import type { RulePlan, ScalarInstruction } from './rulePlan'
import { scalarOperations } from './scalarOperations'

/** Fills all cells for step t. @throws RangeError on a step or hyperparameter that is not one */
export type ScalarEvaluation = (t: number, scalars: Readonly<Record<string, number>>) => void

/** @param cells - one number per cell of the plan, owned by the caller, overwritten by each evaluation */
export function evaluateScalars(plan: RulePlan, cells: Float64Array): ScalarEvaluation {
  const instructions = plan.scalarInstructions.map((instruction) => bindScalar(instruction, cells))
  return (t, scalars) => {
    if (!Number.isSafeInteger(t) || t < 1) throw new RangeError(`t = ${t}, must be an integer ≥ 1`)
    for (const source of plan.sources) {
      if (source.kind === 'literal') cells[source.cell] = source.value
      else if (source.kind === 'step') cells[source.cell] = t
      else cells[source.cell] = hyperparameter(source.name, scalars)
    }
    for (const instruction of instructions) instruction()
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
