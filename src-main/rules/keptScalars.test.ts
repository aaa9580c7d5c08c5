import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocateReals, type Precision, type Reals } from '../engine/precision'
import { KernelMemory } from '../engine/wasm/kernelMemory'
import type { BoundRule } from './boundRule'
import { type RuleBackend, typescriptRules, wasmRules } from './ruleBackend'
import { arbitraryCombination } from './testing/arbitraryCombination'
import { interpretRule } from './testing/interpretRule'
import { treeOf } from './testing/treeOf'

const memory = new KernelMemory()
const backends = [
  { rules: typescriptRules, allocate: allocateReals },
  { rules: wasmRules(memory), allocate: (...of: Parameters<typeof allocateReals>) => memory.allocate(...of) },
] as const
type Allocate = (precision: Precision, length: number) => Reals

function bound(
  rules: RuleBackend,
  allocate: Allocate,
  text: string,
  initial: Readonly<Record<string, number>>,
  precision: Precision = 'float64',
): { readonly rule: BoundRule; readonly w: Reals } {
  const reals = (value: number): Reals => allocate(precision, 5).fill(value)
  const slots = new Map([
    ['s', reals(0.5)],
    ['m', reals(-0.25)],
  ])
  const arrays = { precision, values: reals(1), gradients: reals(0.75), slots }
  return { rule: rules.bind(treeOf(text), arrays, initial), w: arrays.values }
}

describe.each(backends)('scalars kept from step to step, $rules.name', ({ rules, allocate }) => {
  it('a step reads what the step before left', () => {
    const { rule, w } = bound(rules, allocate, 'product = product*beta\nw = product', { product: 3 })
    const seen = [0.5, 0.25, 4].map((beta, index) => {
      rule.step(index + 1, { beta })
      return w[0]
    })
    expect(seen).toEqual([1.5, 0.375, 1.5])
    expect(rule.kept.values()).toEqual({ product: 1.5 })
  })

  it('a scalar may be read before and after its line, and be assigned twice', () => {
    const { rule, w } = bound(rules, allocate, 'a = n\nn = n + 1\nn = n*10\nw = 100*a + n', { n: 1 })
    rule.step(1, {})
    expect(w[0]).toBe(100 + 20)
    rule.step(2, {})
    expect(w[0]).toBe(2000 + 210)
  })

  it('slices of one step read the same values, whoever does them', () => {
    const { rule, w } = bound(rules, allocate, 'n = n + 1\nw = w + n', { n: 0 })
    for (const t of [1, 2, 3]) {
      rule.step(t, {}, 0, 2)
      rule.step(t, {}, 2, 2)
      rule.step(t, {}, 2, 5)
    }
    expect([...w]).toEqual([7, 7, 7, 7, 7])
    expect(rule.kept.values()).toEqual({ n: 3 })
  })

  it('goes on from restored values with the same bits', () => {
    const text = 'sum = sum + rate^2\nw = w - rate^2/sum*g'
    const whole = bound(rules, allocate, text, { sum: 0 })
    for (let t = 1; t <= 4; t++) whole.rule.step(t, { rate: 0.1 * t })
    const first = bound(rules, allocate, text, { sum: 0 })
    for (let t = 1; t <= 2; t++) first.rule.step(t, { rate: 0.1 * t })
    const second = bound(rules, allocate, text, { sum: 0 })
    second.w.set(first.w)
    second.rule.kept.restore(first.rule.kept.values())
    for (let t = 3; t <= 4; t++) second.rule.step(t, { rate: 0.1 * t })
    expect([...second.w]).toEqual([...whole.w])
    expect(second.rule.kept.values()).toEqual(whole.rule.kept.values())
  })

  it('is kept in float64 by a float32 run', () => {
    const { rule } = bound(rules, allocate, 'n = n + 1e-9\nw = n', { n: 1 }, 'float32')
    for (let t = 1; t <= 3; t++) rule.step(t, {})
    expect(rule.kept.values()).toEqual({ n: 1 + 1e-9 + 1e-9 + 1e-9 })
  })

  it('a value that is missing is refused, and nothing is changed', () => {
    const { rule } = bound(rules, allocate, 'n = n + 1\nk = k - n\nw = k', { n: 1, k: 2 })
    expect(() => rule.kept.restore({ n: 7 })).toThrow(new RangeError('scalar k = undefined, must be a number'))
    expect(rule.kept.values()).toEqual({ n: 1, k: 2 })
  })

  it('agrees with the naive reading of the rule over several steps, bit for bit', () => {
    const line = fc.constantFrom('c = c*beta', 'c = c + t', 'b = c\nc = b - beta^t', 'c = 1/(c + learningRate)')
    const rule = fc.tuple(fc.array(line, { minLength: 1, maxLength: 4 }), arbitraryCombination, fc.boolean())
    fc.assert(
      fc.property(rule, fc.constantFrom<Precision>('float32', 'float64'), ([lines, combination, isLast], precision) => {
        const reading = combination.replaceAll('learningRate', 'c')
        const text = (isLast ? [reading, ...lines] : [...lines, reading]).join('\n')
        const numbers = { learningRate: 0.1, beta: 0.9 }
        const { rule: compiled, w } = bound(rules, allocate, text, { c: 1 }, precision)
        let expected: Record<string, number> = { w: 1, g: 0.75, s: 0.5, m: -0.25, c: 1 }
        for (let t = 1; t <= 4; t++) {
          compiled.step(t, numbers)
          const { c = 0, ...element } = expected
          expected = interpretRule(treeOf(text), precision, element, { ...numbers, t }, { c })
          expect(w[4]).toBe(expected.w)
          expect(compiled.kept.values().c).toBe(expected.c)
        }
      }),
      { numRuns: 300 },
    )
  })
})
