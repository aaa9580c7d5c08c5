/** What a user's own rule declares: what a built-in optimizer has as data, plus where it stands in the text. */
import type { Span } from './ruleProblem'
import type { RuleTree } from './ruleTree'

/** An end of an interval; infinite ends are never included. */
export interface Bound {
  readonly value: number
  readonly isIncluded: boolean
}

export interface DeclaredParameter {
  readonly name: string
  readonly default: number
  readonly lower: Bound
  readonly upper: Bound
  readonly scale: 'linear' | 'log'
  /** of the name */
  readonly span: Span
}

export interface DeclaredSlot {
  readonly name: string
  readonly initial: number
  readonly label: string
  /** of the name */
  readonly span: Span
}

/** One number for all elements, kept from step to step. */
export type DeclaredScalar = DeclaredSlot

export interface RuleDeclaration {
  readonly title: string
  readonly parameters: readonly DeclaredParameter[]
  readonly slots: readonly DeclaredSlot[]
  readonly scalars: readonly DeclaredScalar[]
  readonly rule: RuleTree
}

export function isWithin(value: number, lower: Bound, upper: Bound): boolean {
  const isAbove = lower.isIncluded ? value >= lower.value : value > lower.value
  const isBelow = upper.isIncluded ? value <= upper.value : value < upper.value
  return isAbove && isBelow
}

/** As a mathematician writes it: `[0, 1)`. */
export function intervalText(lower: Bound, upper: Bound): string {
  return `${lower.isIncluded ? '[' : '('}${boundText(lower.value)}, ${boundText(upper.value)}${upper.isIncluded ? ']' : ')'}`
}

function boundText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? 'inf' : value === Number.NEGATIVE_INFINITY ? '-inf' : String(value)
}
