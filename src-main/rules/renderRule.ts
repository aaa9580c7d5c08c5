/**
 * A rule as tokens to display: the equations the user reads are the tree that runs.
 *
 * Parentheses appear only where the tree needs them. `textNotation` gives text that parses to the same tree;
 * `lectureNotation` writes `s ← β₂·s + (1 − β₂)·g²` with the symbols it is given.
 */
import type { RuleExpression, RuleTree } from './ruleTree'
import { type BinaryOperator, precedences } from './ruleVocabulary'

export interface RenderedToken {
  readonly kind: 'name' | 'symbol' | 'operator' | 'number'
  readonly text: string
  /** the name in the rule, where `text` shows a symbol for it */
  readonly name?: string
}

export type RenderedLine = readonly RenderedToken[]

export interface RuleNotation {
  readonly assign: string
  readonly operators: Readonly<Record<BinaryOperator | 'negate', string>>
  readonly root: string
  /** whether x^2 is written with a raised digit */
  readonly raisesDigits: boolean
  /** symbols in place of names, such as β₂ for beta2 */
  readonly symbols: ReadonlyMap<string, string>
}

const signs = { '<': ' < ', '<=': ' <= ', '>': ' > ', '>=': ' >= ', '==': ' == ', '!=': ' != ' } as const

export const textNotation: RuleNotation = {
  assign: ' = ',
  operators: { ...signs, '+': ' + ', '-': ' - ', '*': '*', '/': '/', '^': '^', negate: '-' },
  root: 'sqrt',
  raisesDigits: false,
  symbols: new Map(),
}

export function lectureNotation(symbols: ReadonlyMap<string, string>): RuleNotation {
  const relations = { ...signs, '<=': ' ≤ ', '>=': ' ≥ ', '==': ' = ', '!=': ' ≠ ' }
  return {
    assign: ' ← ',
    operators: { ...relations, '+': ' + ', '-': ' − ', '*': '·', '/': ' / ', '^': '^', negate: '−' },
    root: '√',
    raisesDigits: true,
    symbols,
  }
}

/** One line of tokens per equation; joined, their texts are the line. */
export function renderRule(tree: RuleTree, notation: RuleNotation): readonly RenderedLine[] {
  return tree.assignments.map(({ target, expression }) => [
    renderName(target, notation),
    operator(notation.assign),
    ...render(expression, notation, 0),
  ])
}

function operator(text: string): RenderedToken {
  return { kind: 'operator', text }
}

function renderName(name: string, notation: RuleNotation): RenderedToken {
  const symbol = notation.symbols.get(name)
  return symbol === undefined ? { kind: 'name', text: name } : { kind: 'symbol', text: symbol, name }
}

/** @param least - the precedence below which the expression needs parentheses */
function render(expression: RuleExpression, notation: RuleNotation, least: number): readonly RenderedToken[] {
  switch (expression.kind) {
    case 'number':
      return [{ kind: 'number', text: String(expression.value) }]
    case 'name':
      return [renderName(expression.name, notation)]
    case 'negate':
      return grouped(precedences.negate < least, [
        operator(notation.operators.negate),
        ...render(expression.operand, notation, precedences.negate),
      ])
    case 'call':
      return renderCall(expression.function, expression.arguments, notation)
    case 'binary':
      return renderBinary(expression, notation, least)
  }
}

function renderBinary(
  { operator: sign, left, right }: Extract<RuleExpression, { kind: 'binary' }>,
  notation: RuleNotation,
  least: number,
): readonly RenderedToken[] {
  const precedence = precedences[sign]
  const isComparison = precedence === precedences['<']
  const base = render(left, notation, sign === '^' || isComparison ? precedence + 1 : precedence)
  const raised = sign === '^' && notation.raisesDigits ? raisedDigit(right) : undefined
  if (raised !== undefined) return grouped(precedence < least, [...base, { kind: 'number', text: raised }])
  const rest = render(right, notation, sign === '^' ? precedences.negate : precedence + 1)
  return grouped(precedence < least, [...base, operator(notation.operators[sign]), ...rest])
}

function renderCall(name: string, given: readonly RuleExpression[], notation: RuleNotation): readonly RenderedToken[] {
  const shown = name === 'sqrt' ? notation.root : name
  const only = given[0]
  if (shown === '√' && only?.kind === 'name') return [operator(shown), renderName(only.name, notation)]
  const inner = given.flatMap((argument, index) => {
    const tokens = render(argument, notation, 0)
    return index === 0 ? tokens : [operator(', '), ...tokens]
  })
  return [{ kind: shown === '√' ? 'operator' : 'name', text: shown }, operator('('), ...inner, operator(')')]
}

function grouped(isNeeded: boolean, tokens: readonly RenderedToken[]): readonly RenderedToken[] {
  return isNeeded ? [operator('('), ...tokens, operator(')')] : tokens
}

function raisedDigit(exponent: RuleExpression): string | undefined {
  return exponent.kind === 'number' ? '⁰¹²³⁴⁵⁶⁷⁸⁹'[exponent.value] : undefined
}
