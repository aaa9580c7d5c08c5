import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Registry } from './definition'
import { choice, exceptions, flag, real, text } from './field'
import { memberSchema } from './fieldSchema'
import { fitsPattern } from './parameterExceptions'

const registry: Registry = {
  problems: [],
  schedules: [],
  datasets: [],
  layers: [],
  diagnostics: [],
  optimizers: [
    {
      kind: 'drag',
      title: 'Drag',
      summary: 'Slows down.',
      fields: {
        learningRate: real({ default: 0.1, above: 0 }),
        weightDecay: real({ default: 0.5, min: 0 }),
        isHeavy: flag({ default: false }),
        form: choice({ default: 'a', options: [{ value: 'a', label: 'a' }] }),
        note: text({ default: '', maxLength: 9 }),
        clipNorm: real({ default: 0, isForWholeRun: true }),
        exceptions: exceptions({ default: [], maxLength: 2 }),
      },
    },
  ],
}

function problemsOf(exceptionList: unknown): string[] {
  const parsed = memberSchema('optimizers', registry).safeParse({ kind: 'drag', exceptions: exceptionList })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('exceptions of a document', () => {
  test('hold a pattern and what is different; what they leave out stays out', () => {
    const given = [{ parameters: '*.b', weightDecay: 0, learningRateFactor: 0.1, isHeavy: true, form: 'a' }]
    const parsed = memberSchema('optimizers', registry).parse({ kind: 'drag', exceptions: given })
    expect(parsed.exceptions).toEqual(given)
    expect(memberSchema('optimizers', registry).parse({ kind: 'drag' }).exceptions).toEqual([])
  })

  const known = 'parameters, learningRateFactor, weightDecay, isHeavy, form'
  test.each([
    [
      {},
      'exceptions = {}, must be a list of at most 2 exceptions such as { "parameters": "*.b", "learningRateFactor": 0.1 }',
    ],
    [['*.b'], `exceptions.0 = "*.b", must be an object with ${known}`],
    [[{ weightDecay: 0 }], 'exceptions.0.parameters is missing; it must be a text of 1 to 200 characters'],
    [
      [{ parameters: '*.b' }],
      'exceptions.0 changes nothing; it may set learningRateFactor, weightDecay, isHeavy, form',
    ],
    [[{ parameters: '*', weigthDecay: 0 }], `exceptions.0.weigthDecay is not known here; known are ${known}`],
    [[{ parameters: '*', clipNorm: 1 }], `exceptions.0.clipNorm is not known here; known are ${known}`],
    [[{ parameters: '*', note: 'x' }], `exceptions.0.note is not known here; known are ${known}`],
    [
      [{ parameters: '*', learningRate: 1 }],
      'exceptions.0.learningRate is the run’s, since schedules change it; learningRateFactor multiplies it',
    ],
    [[{ parameters: '*', weightDecay: -1 }], 'exceptions.0.weightDecay = -1, must be a number in [0, ∞)'],
    [
      [{ parameters: '*', learningRateFactor: null }],
      'exceptions.0.learningRateFactor = null, must be a number in [0, 1000000]',
    ],
    [
      JSON.parse('[{ "parameters": "*", "__proto__": 1 }]'),
      `exceptions.0.__proto__ is not known here; known are ${known}`,
    ],
  ])('%j is refused with its path', (given, problem) => {
    expect(problemsOf(given)).toContain(problem)
  })
})

describe('fitsPattern', () => {
  test('is what the same pattern says as a regular expression', () => {
    const letters = (characters: string, maxLength: number) =>
      fc.array(fc.constantFrom(...characters), { maxLength }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(letters('ab.', 8), letters('ab.*', 6), (name, pattern) => {
        const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*')
        expect(fitsPattern(name, pattern)).toBe(new RegExp(`^${expression}$`).test(name))
      }),
      { numRuns: 3000 },
    )
  })

  test('a pattern of many stars costs no more than one', () => {
    expect(fitsPattern('a'.repeat(200), `${'*a'.repeat(99)}*b`)).toBe(false)
  })
})
