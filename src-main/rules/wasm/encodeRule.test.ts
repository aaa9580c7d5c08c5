import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Precision } from '../../engine/precision'
import { webAssembly } from '../../engine/wasm/webAssembly'
import { longestRule } from '../parseRule'
import { planRule } from '../planRule'
import type { RuleTree } from '../ruleTree'
import { arbitraryCombination } from '../testing/arbitraryCombination'
import { arbitraryRule, arbitrarySlots } from '../testing/arbitraryRule'
import { treeOf } from '../testing/treeOf'
import { calledOperations, encodeRule } from './encodeRule'
import { type LaneProgram, planLanes } from './laneProgram'

function lanesOf(tree: RuleTree): LaneProgram {
  return planLanes(planRule(tree, arbitrarySlots), arbitrarySlots)
}

describe.each(['float32', 'float64'] satisfies Precision[])('modules of %s', (precision) => {
  it('are valid for every rule', () => {
    const tree = fc.oneof(arbitraryRule, arbitraryCombination.map(treeOf))
    const law = fc.property(tree, (rule) => {
      expect(() => new webAssembly.Module(encodeRule(lanesOf(rule), precision))).not.toThrow()
    })
    fc.assert(law, { numRuns: 1000 })
  })

  it.each([
    ['w^8', 'w=w^8\n'],
    ['w^-8', 'w=w^-8\n'],
    ['calls', 'w=exp(w)^w\n'],
    ['comparisons', 'w=(w<g)+(w>g)+(w==g)\n'],
    ['signs', 'w=w-sign(-w)\n'],
  ])('are valid for the longest rule made of %s', (_, line) => {
    const text = line.repeat(Math.floor(longestRule / line.length))
    expect(() => new webAssembly.Module(encodeRule(lanesOf(treeOf(text)), precision))).not.toThrow()
  })
})

describe('lane programs', () => {
  const programOf = (text: string) => lanesOf(treeOf(text))

  it('an array is stored once, and not at all where it ends as it was', () => {
    expect(programOf('s = s + g\ns = s*2\nw = w - s').stores.map(({ array }) => array)).toEqual([0, 2])
    expect(programOf('m = s\ns = m\nw = w*2').stores).toEqual([
      { array: 0, value: { kind: 'result', index: 0 } },
      { array: 3, value: { kind: 'array', index: 2 } },
    ])
  })

  it('copies cost nothing', () => {
    expect(programOf('a = s\ns = g\nw = w - a').instructions).toHaveLength(1)
  })

  it('where takes the mask of a comparison; a number is made of it once, and only where it is read', () => {
    const operations = (text: string) => programOf(text).instructions.map(({ operation }) => operation)
    expect(operations('w = where(g > 0, g, s)')).toEqual(['greater', 'select'])
    expect(operations('w = where(g, g, s)')).toEqual(['notZero', 'select'])
    expect(operations('a = g > 0\nw = where(a, a*g, s) + a')).toEqual(['greater', 'one', 'multiply', 'select', 'add'])
    expect(operations('w = g > 0')).toEqual(['greater', 'one'])
  })

  it('each function that is called is there once', () => {
    expect(calledOperations(programOf('w = exp(w) + exp(g) + s^g'))).toEqual(['exp', 'power'])
    expect(calledOperations(programOf('w = w^2 - exp(t)*g'))).toEqual([])
  })
})
