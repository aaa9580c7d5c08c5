/**
 * The numbers written in a rule that meet an element, and so are rounded to the run's precision: `1e-8` in
 * `sqrt(s) + 1e-8`, and none of those in `1 - 0.9^t`, which is computed in float64 before it meets one.
 */
import { planRule } from './planRule'
import type { Span } from './ruleProblem'
import type { RuleExpression, RuleTree } from './ruleTree'

export interface ElementLiteral {
  readonly value: number
  /** where it is first written */
  readonly span: Span
}

/** @param slots - names that live in arrays of the run @param kept - names of numbers kept from step to step */
export function elementLiterals(
  tree: RuleTree,
  slots: readonly string[],
  kept: readonly string[],
): readonly ElementLiteral[] {
  const { sources, elementInstructions } = planRule(tree, slots, kept)
  const read = new Set(
    elementInstructions.flatMap(({ inputs }) =>
      inputs.flatMap((input) => (input.kind === 'scalar' ? [input.cell] : [])),
    ),
  )
  const values = sources.flatMap((source) => (source.kind === 'literal' && read.has(source.cell) ? [source.value] : []))
  const written = tree.assignments.flatMap(({ expression }) => literalsOf(expression))
  return values.flatMap((value) => written.find((literal) => Object.is(literal.value, value)) ?? [])
}

function literalsOf(expression: RuleExpression): readonly ElementLiteral[] {
  switch (expression.kind) {
    case 'number':
      return [{ value: expression.value, span: expression.span }]
    case 'name':
      return []
    case 'negate':
      return literalsOf(expression.operand)
    case 'binary':
      return [...literalsOf(expression.left), ...literalsOf(expression.right)]
    case 'call':
      return expression.arguments.flatMap(literalsOf)
  }
}
