/** Any compiled rule against the reference evaluator and the definition, on arrays that both can reach. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Precision, Reals } from '../../engine/precision'
import type { KernelMemory } from '../../engine/wasm/kernelMemory'
import type { BoundRule } from '../boundRule'
import { bindRule } from '../evaluateRule'
import type { RuleArrays } from '../ruleArrays'
import type { RuleTree } from '../ruleTree'
import { interpretRule } from './interpretRule'

const names = ['w', 'g', 's', 'm'] as const
export type Start = Readonly<Record<(typeof names)[number], number>>

const extremes = [0, -0, 1, -1, 5e-324, -1e-45, 1e-40, 1.17e-38, 3.4e38, -1.7e308, Infinity, -Infinity, Number.NaN]
const real = fc.oneof(fc.constantFrom(...extremes), fc.double(), fc.float(), fc.double({ min: -4, max: 4 }))

export const arbitraryElements = fc.array(fc.record({ w: real, g: real, s: real, m: real }), {
  minLength: 0,
  maxLength: 13,
})
export const arbitraryNumbers = fc.record({
  learningRate: real,
  beta: fc.double({ min: 0, max: 1 }),
  t: fc.integer({ min: 1, max: 5000 }),
})
export const arbitraryCuts = fc.array(fc.nat(13), { maxLength: 3 })

export interface Numbers {
  readonly t: number
  readonly learningRate: number
  readonly beta: number
}

/** Columns w, g, s, m in the memory; `s` and `m` are the slots. */
export function columnsOf(memory: KernelMemory, precision: Precision, elements: readonly Start[]) {
  const column = (name: (typeof names)[number]): Reals => {
    const reals = memory.allocate(precision, elements.length)
    reals.set(elements.map((element) => element[name]))
    return reals
  }
  const columns = { w: column('w'), g: column('g'), s: column('s'), m: column('m') }
  const slots = new Map([['s', columns.s] as const, ['m', columns.m] as const])
  return { columns, arrays: { precision, values: columns.w, gradients: columns.g, slots } }
}

export interface ParityCase {
  readonly memory: KernelMemory
  readonly bind: (tree: RuleTree, arrays: RuleArrays) => BoundRule
  readonly tree: RuleTree
  readonly precision: Precision
  readonly start: readonly Start[]
  readonly numbers: Numbers
  /** Slices run between the cuts, one after the other; the reference runs all at once. */
  readonly cuts: readonly number[]
}

export function expectSameBits({ memory, bind, tree, precision, start, numbers, cuts }: ParityCase): void {
  const { t, ...scalars } = numbers
  const compiled = columnsOf(memory, precision, start)
  const reference = columnsOf(memory, precision, start)
  const before = start.map((_, index): Start => {
    const { w, g, s, m } = reference.columns
    return { w: w[index]!, g: g[index]!, s: s[index]!, m: m[index]! }
  })
  const rule = bind(tree, compiled.arrays)
  const bounds = [0, ...cuts.filter((cut) => cut <= start.length).sort((a, b) => a - b), start.length]
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
