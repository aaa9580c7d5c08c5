import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Precision, Reals } from '../../engine/precision'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { bindRule } from '../evaluateRule'
import { parseRule } from '../parseRule'
import type { RuleTree } from '../ruleTree'
import { arbitraryCombination } from '../testing/arbitraryCombination'
import { arbitraryRule } from '../testing/arbitraryRule'
import { interpretRule } from '../testing/interpretRule'
import { compileRule } from './compileRule'

const names = ['w', 'g', 's', 'm'] as const
type Start = Readonly<Record<(typeof names)[number], number>>

function treeOf(text: string): RuleTree {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.rule
}

/** One for all tests: a memory of its own for each of thousands would reserve terabytes of addresses. */
const memory = new KernelMemory()

/** Columns w, g, s, m in the memory; `s` and `m` are the slots. */
function columnsOf(precision: Precision, elements: readonly Start[]) {
  const column = (name: (typeof names)[number]): Reals => {
    const reals = memory.allocate(precision, elements.length)
    reals.set(elements.map((element) => element[name]))
    return reals
  }
  const columns = { w: column('w'), g: column('g'), s: column('s'), m: column('m') }
  const slots = new Map([['s', columns.s] as const, ['m', columns.m] as const])
  return { columns, arrays: { precision, values: columns.w, gradients: columns.g, slots } }
}

const extremes = [0, -0, 1, -1, 5e-324, -1e-45, 1e-40, 1.17e-38, 3.4e38, -1.7e308, Infinity, -Infinity, Number.NaN]
const real = fc.oneof(fc.constantFrom(...extremes), fc.double(), fc.float(), fc.double({ min: -4, max: 4 }))
const elements = fc.array(fc.record({ w: real, g: real, s: real, m: real }), { minLength: 0, maxLength: 13 })
const numbers = fc.record({
  learningRate: real,
  beta: fc.double({ min: 0, max: 1 }),
  t: fc.integer({ min: 1, max: 5000 }),
})
const cuts = fc.array(fc.nat(13), { maxLength: 3 })
const precisions = ['float32', 'float64'] as const

/** Runs the slices between the cuts, one after the other, by the compiled rule, and all at once by the reference. */
function expectSameBits(
  tree: RuleTree,
  precision: Precision,
  start: readonly Start[],
  { t, ...scalars }: { readonly t: number; readonly learningRate: number; readonly beta: number },
  cutsOfRun: readonly number[],
): void {
  const compiled = columnsOf(precision, start)
  const reference = columnsOf(precision, start)
  const before = start.map((_, index): Start => {
    const { w, g, s, m } = reference.columns
    return { w: w[index]!, g: g[index]!, s: s[index]!, m: m[index]! }
  })
  const rule = compileRule(tree, compiled.arrays, memory)
  const bounds = [0, ...cutsOfRun.filter((cut) => cut <= start.length).sort((a, b) => a - b), start.length]
  for (let index = 1; index < bounds.length; index++) rule.step(t, scalars, bounds[index - 1], bounds[index])
  bindRule(tree, reference.arrays).step(t, scalars)
  before.forEach((element, index) => {
    const expected = interpretRule(tree, precision, { ...element }, { ...scalars, t })
    for (const name of names) {
      expect(compiled.columns[name][index], `${name}[${index}]`).toBe(reference.columns[name][index])
      expect(compiled.columns[name][index], `${name}[${index}]`).toBe(expected[name])
    }
  })
}

describe.each(precisions)('parity with the reference in %s', (precision) => {
  it('every rule gives the same bits, whatever the length and the slices', () => {
    const law = fc.property(arbitraryRule, elements, numbers, cuts, (tree, start, given, cutsOfRun) => {
      expectSameBits(tree, precision, start, given, cutsOfRun)
    })
    fc.assert(law, { numRuns: 1500 })
  })

  it('every combination that the reference does in one loop gives the same bits', () => {
    const law = fc.property(arbitraryCombination, elements, numbers, cuts, (text, start, given, cutsOfRun) => {
      expectSameBits(treeOf(text), precision, start, given, cutsOfRun)
    })
    fc.assert(law, { numRuns: 1000 })
  })
})

describe('slices', () => {
  const start: readonly Start[] = Array.from({ length: 20 }, (_, index) => ({ w: index, g: 1, s: index, m: -1 }))

  it.each(precisions)('elements outside of the slice stay as they were in %s', (precision) => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (first, second) => {
        const { columns, arrays } = columnsOf(precision, start)
        const [from, to] = [Math.min(first, second), Math.max(first, second)]
        compileRule(treeOf('s = s + g\nw = w + g'), arrays, memory).step(1, {}, from, to)
        const moved = start.map((_, index) => index + (index >= from && index < to ? 1 : 0))
        expect([...columns.w]).toEqual(moved)
        expect([...columns.s]).toEqual(moved)
        expect([...columns.g]).toEqual(start.map(() => 1))
        expect([...columns.m]).toEqual(start.map(() => -1))
      }),
    )
  })

  it('many steps of one rule, and of several rules in one memory, do not disturb each other', () => {
    const first = columnsOf('float32', start)
    const second = columnsOf('float32', start)
    const plus = compileRule(treeOf('w = w + rate*g'), first.arrays, memory)
    const minus = compileRule(treeOf('w = w - rate*g'), second.arrays, memory)
    for (let t = 1; t <= 8; t++) {
      plus.step(t, { rate: 0.5 })
      minus.step(t, { rate: 0.25 })
    }
    expect([...first.columns.w]).toEqual(start.map(({ w }) => w + 4))
    expect([...second.columns.w]).toEqual(start.map(({ w }) => w - 2))
  })
})

describe('bad arguments', () => {
  const start: readonly Start[] = Array.from({ length: 4 }, () => ({ w: 1, g: 1, s: 1, m: 1 }))
  const { columns, arrays } = columnsOf('float64', start)
  const bind = (changed: object) => () => compileRule(treeOf('w = w - rate*g'), { ...arrays, ...changed }, memory)
  const rule = compileRule(treeOf('w = w - rate*g/t'), arrays, memory)

  it.each([
    [() => rule.step(0, { rate: 1 }), 't = 0, must be an integer ≥ 1'],
    [() => rule.step(1, {}), 'hyperparameter rate = undefined, must be a number'],
    [() => rule.step(1, { rate: 1 }, -1), 'start = -1, must be an integer in [0, 4]'],
    [() => rule.step(1, { rate: 1 }, 0, 5), 'end = 5, must be an integer in [0, 4]'],
    [bind({ gradients: columns.g.subarray(1) }), 'gradients.length = 3, must be values.length = 4'],
    [bind({ gradients: new Float64Array(4) }), 'array lies outside of the kernels’ memory; ask them to allocate it'],
    [bind({ gradients: columns.w }), 'gradients shares elements with values, must be an array of its own'],
    [
      bind({ slots: new Map([['s', columns.g.subarray(0)]]) }),
      's shares elements with gradients, must be an array of its own',
    ],
  ])('are refused with name, value and bound, and nothing is changed (%#)', (act, message) => {
    expect(act).toThrow(new RangeError(message))
    expect([...columns.w]).toEqual([1, 1, 1, 1])
  })
})
