/**
 * A rule as straight-line code: what `planRule` makes of a tree, and what every evaluator runs.
 *
 * Two parts. *Scalar* instructions are free of elements: they run once per step, in float64, each writing its own
 * cell. *Element* instructions run for every element, in order; each result is rounded to the run's precision.
 * A cell that an element instruction reads is rounded to that precision too.
 */

/** `copy` moves its input; a comparison gives 1 or 0; `where` is its second input where its first is not 0. */
export type RuleOperation =
  | 'copy'
  | 'negate'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'exp'
  | 'log'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'min'
  | 'max'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'equal'
  | 'notEqual'
  | 'where'

/** Where the value of a cell comes from. Sources are set before the scalar instructions run. */
export type ScalarSource =
  | { readonly kind: 'literal'; readonly cell: number; readonly value: number }
  | { readonly kind: 'hyperparameter'; readonly cell: number; readonly name: string }
  | { readonly kind: 'step'; readonly cell: number }

/** A number kept from step to step: the cell it is read from, and the cell that has its value after the step. */
export interface KeptCell {
  readonly name: string
  readonly before: number
  readonly after: number
}

export interface ScalarInstruction {
  readonly operation: RuleOperation
  readonly inputs: readonly number[]
  readonly cell: number
}

/** A register holds one number per element and is only scratch; the others are the flat arrays of the run. */
export type ElementPlace =
  | { readonly kind: 'values' }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'register'; readonly register: number }

export type ElementOperand =
  | ElementPlace
  | { readonly kind: 'gradients' }
  | { readonly kind: 'scalar'; readonly cell: number }

export interface ElementInstruction {
  readonly operation: RuleOperation
  readonly inputs: readonly ElementOperand[]
  readonly output: ElementPlace
}

export interface RulePlan {
  readonly cells: number
  readonly sources: readonly ScalarSource[]
  readonly scalarInstructions: readonly ScalarInstruction[]
  readonly kept: readonly KeptCell[]
  /** every register is written exactly once, before it is read */
  readonly elementInstructions: readonly ElementInstruction[]
}
