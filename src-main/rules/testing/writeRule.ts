/** The text of a rule from its tree, with parentheses only where the tree needs them: the other way of `parseRule`. */
import type { RuleExpression, RuleTree } from '../ruleTree'
import type { BinaryOperator } from '../ruleVocabulary'

/** A higher number binds tighter; `^` groups from the right, comparisons do not chain, the others group from the left. */
const precedences: Readonly<Record<BinaryOperator | 'negate', number>> = {
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '==': 1,
  '!=': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  negate: 4,
  '^': 5,
}

export function writeRule({ assignments }: RuleTree): string {
  return assignments.map(({ target, expression }) => `${target} = ${write(expression, 0)}`).join('\n')
}

/** @param least - the precedence below which the expression needs parentheses */
function write(expression: RuleExpression, least: number): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value)
    case 'name':
      return expression.name
    case 'negate':
      return grouped(precedences.negate < least, `-${write(expression.operand, precedences.negate)}`)
    case 'call':
      return `${expression.function}(${expression.arguments.map((argument) => write(argument, 0)).join(', ')})`
    case 'binary': {
      const { operator, left, right } = expression
      const precedence = precedences[operator]
      const isLeftHigher = operator === '^' || precedence === precedences['<']
      const first = write(left, isLeftHigher ? precedence + 1 : precedence)
      const second = write(right, operator === '^' ? precedences.negate : precedence + 1)
      return grouped(precedence < least, `${first} ${operator} ${second}`)
    }
  }
}

function grouped(isNeeded: boolean, text: string): string {
  return isNeeded ? `(${text})` : text
}
