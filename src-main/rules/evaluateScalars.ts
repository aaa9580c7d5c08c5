/**
 * The part of a rule that is free of elements, such as 1 − β₂^t: once per step, in float64.
 *
 * Keeps 1 − β₂^t exact to float64 also in a float32 run; the element part rounds it once, where it is used.
 */
import { KeptScalars } from './keptScalars'
import type { RulePlan, ScalarInstruction } from './rulePlan'
import { scalarOperations } from './scalarOperations'

/** Fills all cells for step t. @throws RangeError on a step or hyperparameter that is not one */
export type ScalarEvaluation = (t: number, scalars: Readonly<Record<string, number>>) => void

/**
 * @param cells - one number per cell of the plan, owned by the caller, overwritten by each evaluation
 * @param kept - what the rule keeps from step to step
 */
export function evaluateScalars(plan: RulePlan, cells: Float64Array, kept = new KeptScalars(plan)): ScalarEvaluation {
  const instructions = plan.scalarInstructions.map((instruction) => bindScalar(instruction, cells))
  return (t, scalars) => {
    if (!Number.isSafeInteger(t) || t < 1) throw new RangeError(`t = ${t}, must be an integer ≥ 1`)
    for (const source of plan.sources) {
      if (source.kind === 'literal') cells[source.cell] = source.value
      else if (source.kind === 'step') cells[source.cell] = t
      else cells[source.cell] = hyperparameter(source.name, scalars)
    }
    kept.begin(t, cells)
    for (const instruction of instructions) instruction()
    kept.end(cells)
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
