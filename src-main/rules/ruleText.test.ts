import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRuleText } from './ruleText'

const lines = [
  'title My RMSProp',
  'param learningRate = 0.001 in (0, inf) log',
  'param beta2 = 0.9 in [0, 1)',
  'param epsilon = 1e-8 in (0, inf) log',
  'slot s = 0 "s_dW"',
  's = beta2*s + (1 - beta2)*g^2',
  'w = w - learningRate*g / (sqrt(s) + epsilon)',
]

function problemsOf(text: string): readonly string[] {
  const result = parseRuleText(text)
  return result.ok
    ? []
    : result.problems.map(({ line, column, length, message }) => `${line}:${column}+${length} ${message}`)
}

/** The lines with one of them (from 1) replaced. */
function withLine(number: number, text: string): string {
  return lines.with(number - 1, text).join('\n')
}

describe('parseRuleText', () => {
  it('gives title, hyperparameters with bounds and scale, slots and equations with their places', () => {
    const result = parseRuleText(lines.join('\n'))
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const { title, parameters, slots, rule } = result.declaration
    const open = (value: number) => ({ value, isIncluded: false })
    expect(title).toBe('My RMSProp')
    expect(parameters.map(({ span: _, ...rest }) => rest)).toEqual([
      { name: 'learningRate', default: 0.001, lower: open(0), upper: open(Infinity), scale: 'log' },
      { name: 'beta2', default: 0.9, lower: { value: 0, isIncluded: true }, upper: open(1), scale: 'linear' },
      { name: 'epsilon', default: 1e-8, lower: open(0), upper: open(Infinity), scale: 'log' },
    ])
    expect(slots).toEqual([{ name: 's', initial: 0, label: 's_dW', span: { line: 5, column: 6, length: 1 } }])
    expect(rule.assignments.map(({ target, targetSpan }) => [target, targetSpan.line])).toEqual([
      ['s', 6],
      ['w', 7],
    ])
  })

  it('takes what is left out as all numbers, linear, and the name for a label', () => {
    const result = parseRuleText('title x\nparam a = -3 # any\nslot s = 1\ns = a\nw = s\n')
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    expect(result.declaration.parameters[0]).toMatchObject({
      lower: { value: -Infinity },
      upper: { value: Infinity },
      scale: 'linear',
    })
    expect(result.declaration.slots[0]).toMatchObject({ initial: 1, label: 's' })
  })

  it('takes Windows line ends', () => {
    expect(problemsOf(lines.join('\r\n'))).toEqual([])
  })

  it.each([
    [1, '', '1:1+0 the rule has no title; add a line "title …"'],
    [1, 'title', '1:1+5 expected a title after "title"'],
    [3, 'title again', '3:1+11 the rule has a title already'],
    [5, 'slot s', '5:1+6 expected a slot with its initial value, such as: slot s = 0 "s_dW"'],
    [5, 'slot s = zero', '5:10+4 expected a number after "=", found "zero"'],
    [5, 'slot s = 0 "s', '5:1+13 expected a slot with its initial value, such as: slot s = 0 "s_dW"'],
    [5, 'slot g = 0', '5:6+1 "g" has a meaning of its own in every rule; choose another name'],
    [5, 'slot beta2 = 0', '5:6+5 "beta2" is declared twice, first on line 3'],
    [3, 'param beta2', '3:1+11 expected a hyperparameter with its default, such as: param beta2 = 0.9 in [0, 1)'],
    [
      3,
      'param beta2 = 0.9 in [0 1)',
      '3:1+26 expected a hyperparameter with its default, such as: param beta2 = 0.9 in [0, 1)',
    ],
    [3, 'param beta2 = 1 in [0, 1)', '3:1+25 the default of beta2 = 1, must be in [0, 1)'],
    [
      3,
      'param beta2 = 1 in [1, 0)',
      '3:1+25 the interval [1, 0) is empty; its lower bound must be below its upper bound',
    ],
    [3, 'param beta2 = 1 in [0, b)', '3:1+25 expected a number, inf or -inf as upper bound, found "b"'],
    [
      3,
      'param beta2 = 0 in [0, 1) log',
      '3:1+29 a log scale needs a lower bound of at least 0 and a default above 0; beta2 = 0 in [0, 1)',
    ],
    [3, 'param 2b = 0', '3:7+2 "2b" is not a name: use letters A–Z, digits and _, not starting with a digit'],
    [7, 'w = w - learningRate*g/sqrt(s)', '4:7+7 the hyperparameter "epsilon" is never used; use it, or leave it out'],
    [
      7,
      'w = w - learningRate*g/sqrt(s + epsilon',
      '7:40+1 expected ")" ("sqrt" takes 1 argument), found the end of the line',
    ],
  ])('line %i as "%s": says what is wrong, and where', (number, text, problem) => {
    expect(problemsOf(withLine(number, text))).toContain(problem)
  })

  it('an equation may assign a name that begins declarations', () => {
    expect(problemsOf('title x\nslot = g\nw = w - slot')).toEqual([])
  })

  it('answers any text with a declaration or with problems', () => {
    const piece = fc.constantFrom(
      ...lines,
      'param',
      'slot s',
      ' = ',
      '0',
      ' in ',
      '(0,',
      '1]',
      ' log',
      '"',
      '\n',
      '#',
      'title ',
      'inf',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const result = parseRuleText(pieces.join(''))
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })
})
