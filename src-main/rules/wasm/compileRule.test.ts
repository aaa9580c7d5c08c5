import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { parseRule } from '../parseRule'
import { planRule } from '../planRule'
import type { RuleArrays } from '../ruleArrays'
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
import { compileRule, ruleModule } from './compileRule'
import { type LaneProgram, planLanes } from './laneProgram'

/** One for all tests: a memory of its own for each of thousands would reserve terabytes of addresses. */
const memory = new KernelMemory()
const bind = (tree: RuleTree, arrays: RuleArrays) => compileRule(tree, arrays, memory)
const precisions = ['float32', 'float64'] as const

describe.each(precisions)('parity with the reference in %s', (precision) => {
  it('every rule gives the same bits, whatever the length and the slices', () => {
    const law = fc.property(
      arbitraryRule,
      arbitraryElements,
      arbitraryNumbers,
      arbitraryCuts,
      (tree, start, numbers, cuts) => expectSameBits({ memory, bind, tree, precision, start, numbers, cuts }),
    )
    fc.assert(law, { numRuns: 1500 })
  })

  it('every combination that the reference does in one loop gives the same bits', () => {
    const law = fc.property(
      arbitraryCombination,
      arbitraryElements,
      arbitraryNumbers,
      arbitraryCuts,
      (text, start, numbers, cuts) =>
        expectSameBits({ memory, bind, tree: treeOf(text), precision, start, numbers, cuts }),
    )
    fc.assert(law, { numRuns: 1000 })
  })
})

describe('slices', () => {
  const start: readonly Start[] = Array.from({ length: 20 }, (_, index) => ({ w: index, g: 1, s: index, m: -1 }))

  it.each(precisions)('elements outside of the slice stay as they were in %s', (precision) => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (first, second) => {
        const { columns, arrays } = columnsOf(memory, precision, start)
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
    const first = columnsOf(memory, 'float32', start)
    const second = columnsOf(memory, 'float32', start)
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
  const { columns, arrays } = columnsOf(memory, 'float64', start)
  const binding = (changed: object) => () => compileRule(treeOf('w = w - rate*g'), { ...arrays, ...changed }, memory)
  const rule = compileRule(treeOf('w = w - rate*g/t'), arrays, memory)

  it.each([
    [() => rule.step(0, { rate: 1 }), 't = 0, must be an integer ≥ 1'],
    [() => rule.step(1, {}), 'hyperparameter rate = undefined, must be a number'],
    [() => rule.step(1, { rate: 1 }, -1), 'start = -1, must be an integer in [0, 4]'],
    [() => rule.step(1, { rate: 1 }, 0, 5), 'end = 5, must be an integer in [0, 4]'],
    [binding({ gradients: columns.g.subarray(1) }), 'gradients.length = 3, must be values.length = 4'],
    [binding({ gradients: new Float64Array(4) }), 'array lies outside of the kernels’ memory; ask them to allocate it'],
    [binding({ gradients: columns.w }), 'gradients shares elements with values, must be an array of its own'],
    [
      binding({ slots: new Map([['s', columns.g.subarray(0)]]) }),
      's shares elements with gradients, must be an array of its own',
    ],
  ])('are refused with name, value and bound, and nothing is changed (%#)', (act, message) => {
    expect(act).toThrow(new RangeError(message))
    expect([...columns.w]).toEqual([1, 1, 1, 1])
  })
})

function lanesOf(text: string, slots: readonly string[] = []): LaneProgram {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return planLanes(planRule(result.rule, slots), slots)
}

describe('compiled modules', () => {
  it('are kept: the same rule compiles once, whatever its slots and numbers are called', () => {
    const first = ruleModule(lanesOf('s = beta*s + g\nw = w - alpha*s', ['s']), 'float32')
    expect(ruleModule(lanesOf('v = b*v + g\nw = w - a*v', ['v']), 'float32')).toBe(first)
  })

  it('differ with the equations, the order of the slots and the precision', () => {
    const modules = [
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['s', 'm']), 'float32'),
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['s', 'm']), 'float64'),
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['m', 's']), 'float32'),
      ruleModule(lanesOf('s = s - g\nw = w - s + m', ['s', 'm']), 'float32'),
    ]
    expect(new Set(modules).size).toBe(4)
  })

  it('leave when many others were used since, and stay when they are used', () => {
    const used = lanesOf('w = w - g')
    const unused = lanesOf('w = w + g')
    const [usedModule, unusedModule] = [ruleModule(used, 'float32'), ruleModule(unused, 'float32')]
    for (let power = 0; power < 100; power++) {
      ruleModule(lanesOf(`w = w${' - g'.repeat(power + 2)}`), 'float32')
      expect(ruleModule(used, 'float32')).toBe(usedModule)
    }
    expect(ruleModule(unused, 'float32')).not.toBe(unusedModule)
  })
})
