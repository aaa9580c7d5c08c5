import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRule } from './parseRule'
import { lectureNotation, type RuleNotation, renderRule, textNotation } from './renderRule'
import type { RuleTree } from './ruleTree'
import { arbitraryRule } from './testing/arbitraryRule'

function textOf(tree: RuleTree, notation: RuleNotation): string {
  return renderRule(tree, notation)
    .map((line) => line.map((token) => token.text).join(''))
    .join('\n')
}

function rendered(text: string, notation: RuleNotation): string {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return textOf(result.rule, notation)
}

/** The tree as data, without its places. */
function shapeOf(tree: RuleTree): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key.toLowerCase().endsWith('span') ? undefined : value)),
  )
}

describe('renderRule', () => {
  it('a rule rendered as text parses to the same tree', () => {
    fc.assert(
      fc.property(arbitraryRule, (tree) => {
        const text = textOf(tree, textNotation)
        fc.pre(text.split('\n').every((line) => line.length <= 1000))
        const result = parseRule(text)
        expect(result.ok && shapeOf(result.rule)).toEqual(shapeOf(tree))
      }),
      { numRuns: 1000 },
    )
  })

  it('writes the rule as the lecture does', () => {
    const symbols = new Map([
      ['learningRate', 'α'],
      ['beta2', 'β₂'],
      ['epsilon', 'ε'],
    ])
    const text = 's = beta2*s + (1 - beta2)*g^2\nw = w - learningRate*g / (sqrt(s) + epsilon)'
    expect(rendered(text, lectureNotation(symbols))).toBe('s ← β₂·s + (1 − β₂)·g²\nw ← w − α·g / (√s + ε)')
  })

  it('keeps only the parentheses that matter', () => {
    expect(rendered('w = ((w) - (g*2)) - (g - (1))', textNotation)).toBe('w = w - g*2 - (g - 1)')
    expect(rendered('w = (-w)^2 + -(w^2) + w^(-2) + (w^g)^2', textNotation)).toBe('w = (-w)^2 + -w^2 + w^-2 + (w^g)^2')
  })

  it('tells names, symbols, operators and numbers apart', () => {
    const result = parseRule('w = w - rate*2')
    const line = result.ok ? renderRule(result.rule, lectureNotation(new Map([['rate', 'α']])))[0] : undefined
    expect(line?.map(({ kind }) => kind)).toEqual([
      'name',
      'operator',
      'name',
      'operator',
      'symbol',
      'operator',
      'number',
    ])
    expect(line?.[4]).toEqual({ kind: 'symbol', text: 'α', name: 'rate' })
  })
})
