/** Every instruction set of this processor is held to the reference; what has no native form is held to that. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVariant } from '../../engine/native/nativeAddon'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { nativeAddon } from '../../trainer/nativeAddon'
import type { BoundRule } from '../boundRule'
import type { RuleArrays } from '../ruleArrays'
import { nativeRules, rulesBeside, typescriptRules } from '../ruleBackend'
import type { RuleTree } from '../ruleTree'
import { arbitraryCombination } from '../testing/arbitraryCombination'
import { arbitraryRule } from '../testing/arbitraryRule'
import {
  arbitraryCuts,
  arbitraryElements,
  arbitraryNumbers,
  columnsOf,
  expectSameBits,
  type Start,
} from '../testing/ruleParity'
import { treeOf } from '../testing/treeOf'
import { compileRule } from '../wasm/compileRule'
import { runRuleNatively } from './runRuleNatively'

const memory = new KernelMemory()
const { addon } = nativeAddon()
const variants = addon === null ? [] : addon.variants.map(({ name }) => ({ name, chosen: withVariant(addon, name) }))

describe.each(variants)('$name', ({ chosen }) => {
  let native = 0
  const bind = (tree: RuleTree, arrays: RuleArrays): BoundRule => {
    const bound = runRuleNatively(tree, arrays, chosen, memory)
    if (bound !== null) native++
    return bound ?? compileRule(tree, arrays, memory)
  }
  const precision = 'float32'

  test('every rule gives the bits of the reference, whatever the length and the slices', () => {
    const law = fc.property(
      arbitraryRule,
      arbitraryElements,
      arbitraryNumbers,
      arbitraryCuts,
      (tree, start, numbers, cuts) => expectSameBits({ memory, bind, tree, precision, start, numbers, cuts }),
    )
    native = 0
    fc.assert(law, { numRuns: 1500 })
    expect(native).toBeGreaterThan(300)
  })

  test('every combination gives them, over several blocks too', () => {
    const lengths = fc.constantFrom(5, 17, 255, 256, 257, 530)
    const law = fc.property(
      arbitraryCombination,
      arbitraryElements,
      lengths,
      arbitraryNumbers,
      fc.array(fc.nat(530), { maxLength: 3 }),
      (text, few, length, numbers, cuts) => {
        const start = few.length === 0 ? [] : Array.from({ length }, (_, index) => few[index % few.length]!)
        expectSameBits({ memory, bind, tree: treeOf(text), precision, start, numbers, cuts })
      },
    )
    fc.assert(law, { numRuns: 150 })
  })

  test('elements outside of the slice stay as they were', () => {
    const start: readonly Start[] = Array.from({ length: 40 }, (_, index) => ({ w: index, g: 1, s: index, m: -1 }))
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (first, second) => {
        const { columns, arrays } = columnsOf(memory, precision, start)
        const [from, to] = [Math.min(first, second), Math.max(first, second)]
        bind(treeOf('s = s + g\nw = w + g'), arrays).step(1, {}, from, to)
        const moved = start.map((_, index) => index + (index >= from && index < to ? 1 : 0))
        expect([[...columns.w], [...columns.s]]).toEqual([moved, moved])
        expect([new Set(columns.g), new Set(columns.m)]).toEqual([new Set([1]), new Set([-1])])
      }),
    )
  })

  test.each([
    { what: 'exp', text: 'w = exp(g)' },
    { what: 'log', text: 'w = log(g)' },
    { what: 'a general power', text: 'w = w^g' },
    { what: 'more instructions than fit', text: `${'m = abs(m)\n'.repeat(140)}w = g` },
    {
      what: 'more scalars than fit',
      text: `w = ${Array.from({ length: 40 }, (_, index) => `max(g, ${index})`).join('+')}`,
    },
  ])('a rule with $what has no native form', ({ text }) => {
    const { arrays } = columnsOf(memory, precision, [{ w: 1, g: 1, s: 1, m: 1 }])
    expect(runRuleNatively(treeOf(text), arrays, chosen, memory)).toBeNull()
  })

  test('float64 has none, and the rules of a run go to WebAssembly then', () => {
    const { columns, arrays } = columnsOf(memory, 'float64', [{ w: 1, g: 2, s: 1, m: 1 }])
    expect(runRuleNatively(treeOf('w = w + g'), arrays, chosen, memory)).toBeNull()
    nativeRules(chosen, memory).bind(treeOf('w = w + g'), arrays).step(1, {})
    expect([...columns.w]).toEqual([3])
  })

  test('arrays from elsewhere are refused', () => {
    const { arrays } = columnsOf(memory, precision, [{ w: 1, g: 1, s: 1, m: 1 }])
    const elsewhere = { ...arrays, gradients: new Float32Array(1) }
    expect(() => runRuleNatively(treeOf('w = w + g'), elsewhere, chosen, memory)).toThrow('outside of the kernels')
  })
})

test('the rules of a run belong to its kernels', () => {
  const kernels = { backend: 'native', memory } as Parameters<typeof rulesBeside>[0]
  expect(rulesBeside(kernels, addon).name).toBe(addon === null ? 'wasm' : 'native')
  expect(rulesBeside(kernels, null).name).toBe('wasm')
  const { memory: _, ...reference } = kernels
  expect(rulesBeside(reference, addon)).toBe(typescriptRules)
})
