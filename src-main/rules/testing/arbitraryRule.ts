/** Random rules for property tests: trees over w, g, t, the slots s and m, two hyperparameters and two temporaries. */
import fc from 'fast-check'
import type { RuleAssignment, RuleExpression, RuleTree } from '../ruleTree'
import { argumentCounts, binaryOperators, ruleFunctions } from '../ruleVocabulary'

export const arbitrarySlots = ['s', 'm'] as const

const nowhere = { line: 1, column: 1, length: 1 }
const literals = [0, 1, 2, 3, 4, 8, 9, 0.1, 0.5, 1e-8, 1e-45, 1e38, 1e300]

/** The first assignments make the temporaries a (an element, as a rule) and b (a scalar), so that any name can be read. */
export const arbitraryRule: fc.Arbitrary<RuleTree> = fc
  .tuple(
    arbitraryExpression(['w', 'g', 't', 's', 'm', 'learningRate', 'beta']),
    arbitraryExpression(['t', 'learningRate', 'beta']),
    fc.array(
      fc.record({
        target: fc.constantFrom('w', 's', 'm', 'a', 'b'),
        expression: arbitraryExpression(['w', 'g', 't', 's', 'm', 'learningRate', 'beta', 'a', 'b']),
      }),
      { maxLength: 5 },
    ),
    arbitraryExpression(['w', 'g', 't', 's', 'm', 'learningRate', 'beta', 'a', 'b']),
  )
  .map(([a, b, middle, last]) => ({
    assignments: [
      { target: 'a', expression: a },
      { target: 'b', expression: b },
      ...middle,
      { target: 'w', expression: last },
    ].map((assignment): RuleAssignment => ({ ...assignment, targetSpan: nowhere })),
  }))

function arbitraryExpression(names: readonly string[]): fc.Arbitrary<RuleExpression> {
  const { expression } = fc.letrec<{ expression: RuleExpression }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...names).map((name): RuleExpression => ({ kind: 'name', name, span: nowhere })),
      fc.constantFrom(...literals).map((value): RuleExpression => ({ kind: 'number', value, span: nowhere })),
      tie('expression').map((operand): RuleExpression => ({ kind: 'negate', operand, span: nowhere })),
      fc
        .tuple(fc.constantFrom(...binaryOperators), tie('expression'), tie('expression'))
        .map(([operator, left, right]): RuleExpression => ({ kind: 'binary', operator, left, right, span: nowhere })),
      fc
        .tuple(fc.constantFrom(...ruleFunctions), tie('expression'), tie('expression'), tie('expression'))
        .map(([name, ...given]): RuleExpression => {
          return { kind: 'call', function: name, arguments: given.slice(0, argumentCounts[name]), span: nowhere }
        }),
    ),
  }))
  return expression
}
