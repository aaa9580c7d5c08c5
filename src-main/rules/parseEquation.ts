/** The tokens of one line → `target = expression`, or the one problem that stops it. See `docs/rules.md`. */
import { InvariantError } from '../contract/assertNever'
import type { RuleProblem, Span } from './ruleProblem'
import { problemAt, spanOver } from './ruleProblem'
import type { RuleAssignment, RuleExpression } from './ruleTree'
import { argumentCounts, type BinaryOperator, binaryOperators, isRuleFunction, ruleFunctions } from './ruleVocabulary'
import type { RuleToken } from './tokenizeRule'

/** Parentheses, calls, signs and powers inside one another: far beyond any equation, far below the call stack. */
export const deepestNesting = 64

/**
 * @param tokens - one line without comments, ending with its `end` token
 * @param characterProblem - the character that cut the line short: the problem, unless an earlier token has one
 */
export function parseEquation(
  tokens: readonly RuleToken[],
  characterProblem: RuleProblem | undefined,
): RuleAssignment | RuleProblem {
  try {
    return new EquationParser(tokens, characterProblem).equation()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.problem
    throw thrown
  }
}

/** Leaves the recursive descent; never leaves this file. */
class Refusal extends Error {
  constructor(readonly problem: RuleProblem) {
    super(problem.message)
  }
}

class EquationParser {
  private position = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly RuleToken[],
    private readonly characterProblem: RuleProblem | undefined,
  ) {}

  equation(): RuleAssignment {
    const target = this.next
    if (target.kind !== 'name') this.refuseExpecting('a name to assign to, such as "w"')
    this.advance()
    if (this.next.text !== '=') this.refuseExpecting(`"=" after "${target.text}"`)
    this.advance()
    const expression = this.comparison(`an expression after "="`)
    if (this.next.kind !== 'end') this.refuseExpecting('an operator or the end of the line')
    if (this.characterProblem !== undefined) throw new Refusal(this.characterProblem)
    return { target: target.text, targetSpan: target.span, expression }
  }

  private comparison(expected: string): RuleExpression {
    const left = this.sum(expected)
    const operator = this.takeOperator('<', '<=', '>', '>=', '==', '!=')
    if (operator === undefined) return left
    const whole = binary(operator, left, this.sum(after(operator)))
    const second = this.takeOperator('<', '<=', '>', '>=', '==', '!=')
    if (second !== undefined)
      this.refusePrevious(`comparisons do not chain; write where(a ${operator} b, b ${second} c, 0)`)
    return whole
  }

  private sum(expected: string): RuleExpression {
    let left = this.product(expected)
    for (;;) {
      const operator = this.takeOperator('+', '-')
      if (operator === undefined) return left
      left = binary(operator, left, this.product(after(operator)))
    }
  }

  private product(expected: string): RuleExpression {
    let left = this.signed(expected)
    for (;;) {
      const operator = this.takeOperator('*', '/')
      if (operator === undefined) return left
      left = binary(operator, left, this.signed(after(operator)))
    }
  }

  private signed(expected: string): RuleExpression {
    const sign = this.next
    if (sign.text !== '-') return this.power(expected)
    this.advance()
    const operand = this.nested(sign.span, () => this.signed(after('-')))
    return { kind: 'negate', operand, span: spanOver(sign.span, operand.span) }
  }

  private power(expected: string): RuleExpression {
    const base = this.value(expected)
    const operator = this.takeOperator('^')
    if (operator === undefined) return base
    return binary(
      operator,
      base,
      this.nested(base.span, () => this.signed(after('^'))),
    )
  }

  private value(expected: string): RuleExpression {
    const token = this.next
    if (token.kind === 'number') return this.number(token.value, token.span)
    if (token.kind === 'name') return this.nameOrCall(token)
    if (token.text !== '(') this.refuseExpecting(expected)
    this.advance()
    const inner = this.nested(token.span, () => this.comparison('an expression after "("'))
    const close = this.expect(')', `")" for the "(" in column ${token.span.column}`)
    return inner.kind === 'name' ? inner : { ...inner, span: spanOver(token.span, close) }
  }

  private number(value: number, span: Span): RuleExpression {
    if (!Number.isFinite(value))
      throw new Refusal(problemAt(span, `the number is too large; at most 1.7976931348623157e308`))
    this.advance()
    if (this.next.kind === 'name') this.refuseExpecting('an operator after the number; multiplication is written 2*x')
    return { kind: 'number', value, span }
  }

  private nameOrCall(token: RuleToken): RuleExpression {
    const name = token.text
    this.advance()
    const isCall = this.next.text === '('
    if (isRuleFunction(name)) {
      if (!isCall) this.refuseExpecting(`"(" after the function "${name}"`)
      return this.call(name, token.span)
    }
    if (isCall) {
      const message = `"${name}" is not a function; functions are ${ruleFunctions.join(', ')}; multiplication is written *`
      throw new Refusal(problemAt(token.span, message))
    }
    return { kind: 'name', name, span: token.span }
  }

  private call(name: keyof typeof argumentCounts, span: Span): RuleExpression {
    const count = argumentCounts[name]
    const takes = `"${name}" takes ${count} argument${count === 1 ? '' : 's'}`
    const open = this.expect('(', '"("')
    const given: RuleExpression[] = []
    while (given.length < count) {
      if (given.length > 0) this.expect(',', `"," (${takes})`)
      given.push(this.nested(open, () => this.comparison(`argument ${given.length + 1} of "${name}"`)))
    }
    const close = this.expect(')', `")" (${takes})`)
    return { kind: 'call', function: name, arguments: given, span: spanOver(span, close) }
  }

  private nested<T>(span: Span, parse: () => T): T {
    if (this.depth >= deepestNesting) {
      throw new Refusal(problemAt(span, `nested ${deepestNesting + 1} deep; at most ${deepestNesting} are allowed`))
    }
    this.depth += 1
    const parsed = parse()
    this.depth -= 1
    return parsed
  }

  private takeOperator(...wanted: readonly BinaryOperator[]): BinaryOperator | undefined {
    const found = binaryOperators.find((operator) => operator === this.next.text)
    if (found === undefined || !wanted.includes(found)) return undefined
    this.advance()
    return found
  }

  private expect(text: string, expected: string): Span {
    const token = this.next
    if (token.text !== text) this.refuseExpecting(expected)
    this.advance()
    return token.span
  }

  private get next(): RuleToken {
    const token = this.tokens[this.position]
    if (token === undefined) throw new InvariantError('the tokens of a line must end with an end token')
    return token
  }

  private advance(): void {
    this.position += 1
  }

  private refuseExpecting(expected: string): never {
    const found = this.next
    if (found.kind === 'end' && this.characterProblem !== undefined) throw new Refusal(this.characterProblem)
    const isDoubleStar = found.text === '*' && this.tokens[this.position - 1]?.text === '*'
    const hint = found.text === '=' ? '; equality is written ==' : isDoubleStar ? '; a power is written ^' : ''
    const what = found.kind === 'end' ? 'the end of the line' : `"${found.text}"`
    throw new Refusal(problemAt(found.span, `expected ${expected}, found ${what}${hint}`))
  }

  private refusePrevious(message: string): never {
    const token = this.tokens[this.position - 1] ?? this.next
    throw new Refusal(problemAt(token.span, message))
  }
}

function binary(operator: BinaryOperator, left: RuleExpression, right: RuleExpression): RuleExpression {
  return { kind: 'binary', operator, left, right, span: spanOver(left.span, right.span) }
}

function after(operator: string): string {
  return `a value after "${operator}"`
}
