/**
 * A rule as a tree: what `parseRule` makes of the text, and what checks, evaluators and the display read.
 *
 * Every node knows where it stands in the text, so that a problem can be shown under its characters.
 */
import type { Span } from './ruleProblem'
import type { BinaryOperator, RuleFunction } from './ruleVocabulary'

export type RuleExpression =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'negate'; readonly operand: RuleExpression; readonly span: Span }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: RuleExpression
      readonly right: RuleExpression
      readonly span: Span
    }
  | {
      readonly kind: 'call'
      readonly function: RuleFunction
      readonly arguments: readonly RuleExpression[]
      readonly span: Span
    }

/** `target = expression`, done for every element before the next assignment is. */
export interface RuleAssignment {
  readonly target: string
  readonly targetSpan: Span
  readonly expression: RuleExpression
}

export interface RuleTree {
  readonly assignments: readonly RuleAssignment[]
}

/** Calls `visit` for every name read in the expression, in reading order. */
export function visitNames(expression: RuleExpression, visit: (name: string, span: Span) => void): void {
  switch (expression.kind) {
    case 'number':
      return
    case 'name':
      visit(expression.name, expression.span)
      return
    case 'negate':
      visitNames(expression.operand, visit)
      return
    case 'binary':
      visitNames(expression.left, visit)
      visitNames(expression.right, visit)
      return
    case 'call':
      for (const argument of expression.arguments) visitNames(argument, visit)
  }
}
