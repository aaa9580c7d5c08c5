import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocateReals, type Precision, type Reals } from '../engine/precision'
import { bindRule, blockLength } from './evaluateRule'
import type { RuleTree } from './ruleTree'
import adam from './testdata/adam.json'
import rmsprop from './testdata/rmsprop.json'
import { arbitraryCombination } from './testing/arbitraryCombination'
import { arbitraryRule } from './testing/arbitraryRule'
import { interpretRule } from './testing/interpretRule'
import { treeOf } from './testing/treeOf'

const rmspropRule = ['s = beta2*s + (1 - beta2)*g^2', 'w = w - learningRate*g / (sqrt(s) + epsilon)'].join('\n')
const adamRule = [
  'm = beta1*m + (1 - beta1)*g',
  's = beta2*s + (1 - beta2)*g^2',
  'step = learningRate / (1 - beta1^t)',
  'w = w - step*m / (sqrt(s)/sqrt(1 - beta2^t) + epsilon)',
].join('\n')

function realsOf(precision: Precision, numbers: ArrayLike<number>): Reals {
  const reals = allocateReals(precision, numbers.length)
  reals.set(numbers)
  return reals
}

/** One element, one step: the new w. */
function valueAfter(text: string, element: Record<string, number>, scalars: Record<string, number>, t = 1): number {
  const { w = 0, g = 0, ...slots } = element
  const values = realsOf('float64', [w])
  const bound = bindRule(treeOf(text), {
    precision: 'float64',
    values,
    gradients: realsOf('float64', [g]),
    slots: new Map(Object.entries(slots).map(([name, value]) => [name, realsOf('float64', [value])])),
  })
  bound.step(t, scalars)
  return values[0]!
}

describe('operators', () => {
  const scalars = { learningRate: 0.1 }
  const laws: readonly (readonly [string, string, number])[] = [
    ['multiplication binds tighter than addition', 'w = w + g*3', 2 + 5 * 3],
    ['subtraction and division group from the left', 'w = w - g - 1 + 8/w/2', 2 - 5 - 1 + 8 / 2 / 2],
    ['powers group from the right', 'w = w^g^0 + w^3^2', 2 + 512],
    ['a power binds tighter than a sign', 'w = -w^2', -4],
    ['an exponent may have a sign', 'w = w^-2', 0.25],
    ['a sign binds tighter than multiplication', 'w = -w*-g', 10],
    ['parentheses go first', 'w = (w + g)*3', 21],
    ['comparisons bind loosest and give 1 or 0', 'w = w + 1 < g', 1],
    ['comparisons in parentheses are numbers', 'w = (w > g) + 10*(w <= g) + 100*(w != g) + 1000*(w == g)', 110],
    ['where chooses its second argument where its first is not 0', 'w = where(w < g, 7, 8) + 10*where(0*g, 7, 8)', 87],
    ['min, max, abs and sign are those of numbers', 'w = min(w, g) + 10*max(w, g) + 100*abs(-g) + 1000*sign(-g)', -448],
    ['sqrt, exp and log are those of numbers', 'w = sqrt(w*w) + log(exp(0*g)) + exp(0*g)', 3],
    ['comments and blank lines mean nothing', '# first\n\n w = w + 1 # one more\n', 3],
    ['a second assignment sees the first', 'w = w + 1\nw = w*w', 9],
    ['a name keeps the value of its moment', 'old = w\nw = w + 1\nw = w*10 + old', 32],
    ['a temporary may be assigned again', 'a = w\na = a*g\nw = a', 10],
    ['a scalar line has the same value for every element', 'rate = learningRate*10 + t\nw = w*rate', 4],
    ['a constant may be assigned', 'w = 3', 3],
  ]
  it.each(laws)('%s', (_law, text, expected) => {
    expect(valueAfter(text, { w: 2, g: 5 }, scalars)).toBe(expected)
  })

  it('a slot on the right is the updated one', () => {
    expect(valueAfter('s = s + 1\nw = s', { w: 0, s: 1 }, {})).toBe(2)
    expect(valueAfter('w = s\ns = s + 1', { w: 0, s: 1 }, {})).toBe(1)
  })

  it('powers from 2 to 8 are products from the left', () => {
    const x = 1.1
    expect(valueAfter('w = w^5', { w: x }, {})).toBe(x * x * x * x * x)
    expect(valueAfter('w = w^-3', { w: x }, {})).toBe(1 / (x * x * x))
  })
})

describe('slices and steps', () => {
  const scalars = { beta2: 0.9, learningRate: 0.01, epsilon: 1e-8 }
  const count = 2 * blockLength + 77
  const run = (precision: Precision, cuts: readonly number[]): readonly Reals[] => {
    const wave = (factor: number): Reals =>
      realsOf(
        precision,
        Array.from({ length: count }, (_, index) => ((index * factor) % 101) / 50 - 1),
      )
    const values = wave(7)
    const s = allocateReals(precision, count)
    const bound = bindRule(treeOf(rmspropRule), { precision, values, gradients: wave(13), slots: new Map([['s', s]]) })
    for (let t = 1; t <= 3; t++) {
      ;[0, ...cuts].forEach((start, index) => {
        bound.step(t, scalars, start, cuts[index] ?? count)
      })
    }
    return [values, s]
  }

  it.each(['float32', 'float64'] as const)('slicing a parameter changes nothing (%s)', (precision) => {
    const whole = run(precision, [])
    const cut = fc.array(fc.integer({ min: 0, max: count }), { maxLength: 6 })
    fc.assert(
      fc.property(cut, (cuts) => {
        expect(
          run(
            precision,
            [...cuts].sort((first, second) => first - second),
          ),
        ).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })

  it('elements outside the slice stay as they were', () => {
    const values = realsOf('float64', [1, 1, 1, 1])
    const bound = bindRule(treeOf('w = w + g'), {
      precision: 'float64',
      values,
      gradients: values.slice(),
      slots: new Map(),
    })
    bound.step(1, {}, 1, 3)
    expect([...values]).toEqual([1, 2, 2, 1])
  })

  it('a zero gradient leaves W unchanged', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.double({ min: 0, max: 1e300, noNaN: true }),
        (w, s) => {
          expect(valueAfter(rmspropRule, { w, s, g: 0 }, scalars)).toBe(w - 0)
        },
      ),
    )
  })

  it('the first step is learningRate/√(1 − beta2) whatever the gradient', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e100, noNaN: true }), (g) => {
        const moved = -valueAfter(rmspropRule, { w: 0, s: 0, g }, { ...scalars, epsilon: 0 })
        expect(moved).toBeCloseTo(0.01 / Math.sqrt(1 - 0.9), 14)
      }),
    )
  })
})

interface Start {
  readonly w: number
  readonly g: number
  readonly s: number
  readonly m: number
}

describe('parity with the element-by-element interpreter', () => {
  const extremes = [0, -0, 1, -1, 5e-324, -1e-45, 1.17e-38, 3.4e38, -1.7e308, Infinity, -Infinity, Number.NaN]
  const real = fc.oneof(fc.constantFrom(...extremes), fc.double(), fc.float(), fc.double({ min: -4, max: 4 }))
  const element = fc.record({ w: real, g: real, s: real, m: real })

  const checkBits = (
    tree: RuleTree,
    precision: Precision,
    elements: readonly Start[],
    numbers: Record<string, number>,
  ) => {
    const column = (name: keyof Start): Reals =>
      realsOf(
        precision,
        elements.map((each) => each[name]),
      )
    const arrays = { w: column('w'), g: column('g'), s: column('s'), m: column('m') }
    const before = elements.map((_, index) => {
      return { w: arrays.w[index]!, g: arrays.g[index]!, s: arrays.s[index]!, m: arrays.m[index]! }
    })
    const slots = new Map([['s', arrays.s] as const, ['m', arrays.m] as const])
    const { t = 1, ...scalarsOfStep } = numbers
    bindRule(tree, { precision, values: arrays.w, gradients: arrays.g, slots }).step(t, scalarsOfStep)
    before.forEach((start, index) => {
      const expected = interpretRule(tree, precision, start, numbers)
      for (const name of ['w', 'g', 's', 'm'] as const) expect(arrays[name][index]).toBe(expected[name])
    })
  }
  const elements = fc.array(element, { minLength: 1, maxLength: 6 })
  const step = fc.record({
    learningRate: real,
    beta: fc.double({ min: 0, max: 1 }),
    t: fc.integer({ min: 1, max: 5000 }),
  })

  it.each(['float32', 'float64'] as const)('every rule gives the same bits in %s', (precision) => {
    const law = fc.property(arbitraryRule, elements, step, (tree, each, numbers) => {
      checkBits(tree, precision, each, numbers)
    })
    fc.assert(law, { numRuns: 1500 })
  })

  it.each(['float32', 'float64'] as const)('a combination done in one loop gives the same bits in %s', (precision) => {
    const law = fc.property(arbitraryCombination, elements, step, (text, each, numbers) => {
      checkBits(treeOf(text), precision, each, numbers)
    })
    fc.assert(law, { numRuns: 1500 })
  })
})

describe('bad arguments', () => {
  const values = new Float64Array(4)
  const arrays = { precision: 'float64', values, gradients: new Float64Array(4), slots: new Map() } as const
  const bound = bindRule(treeOf('w = w - learningRate*g/t'), arrays)

  it.each([
    [() => bound.step(0, { learningRate: 1 }), 't = 0, must be an integer ≥ 1'],
    [() => bound.step(1.5, { learningRate: 1 }), 't = 1.5, must be an integer ≥ 1'],
    [() => bound.step(1, {}), 'hyperparameter learningRate = undefined, must be a number'],
    [() => bound.step(1, { learningRate: 1 }, -1), 'start = -1, must be an integer in [0, 4]'],
    [() => bound.step(1, { learningRate: 1 }, 2, 1), 'end = 1, must be an integer in [2, 4]'],
    [() => bound.step(1, { learningRate: 1 }, 0, 5), 'end = 5, must be an integer in [0, 4]'],
    [
      () => bindRule(treeOf('w = g'), { ...arrays, gradients: new Float64Array(3) }),
      'gradients.length = 3, must be values.length = 4',
    ],
    [
      () => bindRule(treeOf('w = g'), { ...arrays, gradients: new Float32Array(4) }),
      'gradients is float32, must be float64',
    ],
    [
      () => bindRule(treeOf('w = g'), { ...arrays, slots: new Map([['s', new Float64Array(5)]]) }),
      's.length = 5, must be values.length = 4',
    ],
  ])('is refused with name, value and bound (%#)', (act, message) => {
    expect(act).toThrow(new RangeError(message))
  })
})

interface Fixture {
  readonly initial: readonly number[]
  readonly gradients: readonly (readonly number[])[]
  readonly weights: readonly (readonly number[])[]
}

interface GoldenCase {
  readonly fixture: Fixture & { readonly name: string; readonly optimizer: Readonly<Record<string, number | string>> }
  readonly text: string
  readonly slots: Readonly<Record<string, readonly (readonly number[])[]>>
}

describe('golden trajectories', () => {
  const cases: readonly GoldenCase[] = [
    { fixture: rmsprop, text: rmspropRule, slots: { s: rmsprop.state.s } },
    { fixture: adam, text: adamRule, slots: { m: adam.state.m, s: adam.state.s } },
  ]
  it.each(cases)('$fixture.name written as equations follows PyTorch to 1e-12', ({ fixture, text, slots }) => {
    expect(largestDifference(fixture, text, slots, fixture.optimizer)).toBeLessThan(1e-12)
  })
})

function largestDifference(
  fixture: Fixture,
  text: string,
  expectedSlots: Readonly<Record<string, readonly (readonly number[])[]>>,
  optimizer: Readonly<Record<string, number | string>>,
): number {
  const count = fixture.initial.length
  const values = realsOf('float64', fixture.initial)
  const gradients = allocateReals('float64', count)
  const slots = new Map(Object.keys(expectedSlots).map((name) => [name, allocateReals('float64', count)]))
  const bound = bindRule(treeOf(text), { precision: 'float64', values, gradients, slots })
  const { kind: _, ...scalars } = optimizer
  const numbers = Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, Number(value)]))
  let largest = 0
  const compare = (found: Reals, expected: readonly number[]): void => {
    expected.forEach((number, index) => {
      largest = Math.max(largest, Math.abs(found[index]! - number) / Math.max(Math.abs(number), 1e-300))
    })
  }
  fixture.gradients.forEach((gradient, index) => {
    gradients.set(gradient)
    bound.step(index + 1, numbers)
    compare(values, fixture.weights[index]!)
    for (const [name, expected] of Object.entries(expectedSlots)) compare(slots.get(name)!, expected[index]!)
  })
  return largest
}
