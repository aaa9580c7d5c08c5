import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberSchema } from '../contract/fieldSchema'
import { describeRule } from './describeRule'
import { documentOptimizers } from './documentOptimizers'
import { ownRule } from './ownRule'

const registry = {
  problems: [],
  optimizers: documentOptimizers,
  schedules: [],
  datasets: [],
  layers: [],
  diagnostics: [],
}
const lines = [
  'title My RMSProp',
  'param learningRate = 0.001 in (0, inf) log',
  'param beta2 = 0.9 in [0, 1)',
  'param epsilon = 1e-8 in (0, inf) log',
  'slot s = 0 "s_dW"',
  's = beta2*s + (1 - beta2)*g^2 # the second moment',
  'w = w - learningRate*g / (sqrt(s) + epsilon)',
]
const text = lines.join('\n')

function problemsOf(member: object): string[] {
  const parsed = memberSchema('optimizers', registry).safeParse({ kind: 'rule', ...member })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('a rule in a document', () => {
  test('gets the defaults it declares, and those that every optimizer has', () => {
    const parsed = memberSchema('optimizers', registry).parse({ kind: 'rule', text, learningRate: 0.1 })
    expect(parsed).toEqual({
      kind: 'rule',
      text,
      learningRate: 0.1,
      beta2: 0.9,
      epsilon: 1e-8,
      clipValue: 0,
      clipNorm: 0,
      exceptions: [],
    })
  })

  const known = 'kind, text, learningRate, beta2, epsilon, clipValue, clipNorm, exceptions'
  test.each([
    [{ text, beta1: 0.9 }, `beta1 is not known here; known are ${known}`],
    [{ text, beta2: 1 }, 'beta2 = 1, must be a number in [0, 1)'],
    [{ text, learningRate: 0 }, 'learningRate = 0, must be a number in (0, ∞)'],
    [{ text, epsilon: '1e-8' }, 'epsilon = "1e-8", must be a number in (0, ∞)'],
    [{}, 'text is missing; it must be the text of a rule, such as "title …\\nparam learningRate = …\\nw = …"'],
    [{ text: 3 }, 'text = 3, must be the text of a rule, such as "title …\\nparam learningRate = …\\nw = …"'],
    [{ name: 'mine' }, 'name = "mine", must be the name of a rule in a lab file, and there is none here'],
    [
      { text: text.replace('sqrt(s)', 'sqrt(zeta)') },
      'text line 7, column 32: unknown name "zeta"; did you mean "beta2"?',
    ],
    [
      { text: text.replace('epsilon)', 'epsilon') },
      'text line 7, column 44: expected ")" for the "(" in column 26, found the end of the line',
    ],
    [{ text: 'x'.repeat(20_001) }, 'text line 1, column 1: the rule has 20001 characters; at most 20000 are allowed'],
    [
      { text: `${text}\nw = ${'('.repeat(100)}w${')'.repeat(100)}` },
      'text line 8, column 69: nested 65 deep; at most 64 are allowed',
    ],
    [{ text, exceptions: [{ parameters: '*', text: 'x' }] }, /^exceptions\.0\.text is not known here; known are/],
  ])('%#: what is wrong is refused at its path', (member, problem) => {
    expect(problemsOf(member)).toContainEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem))
  })

  test('a hyperparameter that it declares may be different for some parameters', () => {
    expect(problemsOf({ text, exceptions: [{ parameters: '*.b', beta2: 0.5 }] })).toEqual([])
  })
})

describe('describeRule', () => {
  function problemsIn(rule: string): readonly string[] {
    const described = describeRule(rule)
    return described.ok ? [] : described.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
  }
  const moved = (...declared: string[]) => ['title x', ...declared, 'w = w - g'].join('\n')

  test('the slot labelled s_dW is the second moment, or else the one named s', () => {
    const rolesOf = (rule: string) => {
      const described = describeRule(rule)
      if (!described.ok) throw new Error(JSON.stringify(described.problems))
      return Object.entries(described.definition.slots).map(([name, { role }]) => [name, role])
    }
    expect(rolesOf(text)).toEqual([['s', 'secondMoment']])
    const two = text.replace('slot s = 0 "s_dW"', 'slot s = 0\nslot q = 0 "s_dW"\nslot m = 0\nq = g^2\nm = g')
    expect(rolesOf(two)).toEqual([
      ['s', undefined],
      ['q', 'secondMoment'],
      ['m', 'firstMoment'],
    ])
    expect(rolesOf(text.replace(' "s_dW"', ''))).toEqual([['s', 'secondMoment']])
  })

  test('is data for the form: title, symbols, bounds, scale, equations without comments', () => {
    const described = describeRule(text)
    if (!described.ok) throw new Error(JSON.stringify(described.problems))
    const { title, fields, rule } = described.definition
    expect(title).toBe('My RMSProp')
    expect(fields.beta2).toMatchObject({ symbol: 'β₂', default: 0.9, min: 0, below: 1, scale: 'linear' })
    expect(fields.learningRate).toMatchObject({ symbol: 'α', default: 0.001, above: 0, scale: 'log' })
    expect(fields.learningRate).not.toHaveProperty('below')
    expect(rule).toBe('s = beta2*s + (1 - beta2)*g^2\nw = w - learningRate*g / (sqrt(s) + epsilon)')
  })

  test('a rule without a learning rate is refused: schedules could change nothing', () => {
    expect(problemsIn(moved())).toEqual([
      '1:1 the rule has no learning rate for schedules to change; add a line "param learningRate = 0.001 in (0, inf) log" and use it',
    ])
  })

  test('words of the document and of the program cannot be declared', () => {
    const renamed = (name: string) => text.replaceAll('beta2', name)
    expect(problemsIn(renamed('clipNorm'))).toEqual([
      '3:7 "clipNorm" has a meaning of its own in a document; choose another name',
    ])
    expect(problemsIn(renamed('__proto__'))).toContain(
      '3:7 "__proto__" is a word of the program itself; choose another name',
    )
    expect(problemsIn(`${text}\nconstructor = g\nw = w - constructor`)).toEqual([
      '8:1 "constructor" is a word of the program itself; choose another name',
    ])
  })

  test('slots and hyperparameters are bounded: each slot is as long as all parameters', () => {
    const slots = Array.from({ length: 17 }, (_, index) => `slot q${index} = 0\nq${index} = g`)
    expect(problemsIn(`${text}\n${slots.join('\n')}`)).toEqual([
      '38:6 the rule declares 18 slots; at most 16 are allowed',
    ])
    const parameters = Array.from({ length: 30 }, (_, index) => `param p${index} = 0\nw = w + p${index}`)
    expect(problemsIn(`${text}\n${parameters.join('\n')}`)).toEqual([
      '66:7 the rule declares 33 hyperparameters; at most 32 are allowed',
    ])
  })

  test('any text is described or refused, never thrown over', () => {
    const piece = fc.constantFrom(
      ...lines,
      '\n',
      '# x',
      'param kind = 1',
      'slot __proto__ = 0',
      'toString = g',
      'title y',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const described = describeRule(pieces.join('\n'))
        if (!described.ok) expect(described.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

test('the base definition has no more than the text, so that a form can begin', () => {
  expect(Object.keys(ownRule.fields)).toEqual(['text'])
})
