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

  it('a scalar is declared like a slot, and is one number for all elements', () => {
    const text = 'title x\nscalar n = 1 "count"\nscalar sum = 0\nn = n + 1\nsum = sum + n\nw = w - g/sum'
    const result = parseRuleText(text)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    expect(result.declaration.scalars.map(({ span: _, ...rest }) => rest)).toEqual([
      { name: 'n', initial: 1, label: 'count' },
      { name: 'sum', initial: 0, label: 'sum' },
    ])
    expect(problemsOf(text.replace('sum + n', 'sum + g'))).toEqual([
      '5:13+1 "sum" is one number for all elements, and "g" differs between them; declare "sum" as a slot, or leave "g" out',
    ])
    expect(problemsOf(text.replace('scalar sum = 0', 'scalar n = 0'))).toContain(
      '3:8+1 "n" is declared twice, first on line 2',
    )
    expect(problemsOf('title x\nscalar n\nw = w - g')).toEqual([
      '2:1+8 expected a scalar with its initial value, such as: scalar weightSum = 0',
    ])
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
      'scalar n',
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
