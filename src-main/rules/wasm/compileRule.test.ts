import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinearMemory } from '../../engine/linearMemory'
import type { Precision, Reals } from '../../engine/precision'
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

/** Columns w, g, s, m in a memory of their own; `s` and `m` are the slots. */
function columnsOf(precision: Precision, elements: readonly Start[]) {
  const memory = new LinearMemory(65536)
  const column = (name: (typeof names)[number]): Reals => {
    const reals = memory.allocate(precision, elements.length)
    reals.set(elements.map((element) => element[name]))
    return reals
  }
  const columns = { w: column('w'), g: column('g'), s: column('s'), m: column('m') }
  const slots = new Map([['s', columns.s] as const, ['m', columns.m] as const])
  return { memory, columns, arrays: { precision, values: columns.w, gradients: columns.g, slots } }
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
  const rule = compileRule(tree, compiled.arrays, compiled.memory)
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
