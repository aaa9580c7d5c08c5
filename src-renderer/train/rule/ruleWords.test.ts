import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { starterRule } from '../../../src-main/contract/ownRules'
import { ruleWords } from './ruleWords'

const named = (text: string) => ruleWords(text).map(({ from, to, role }) => [text.slice(from, to), role])

describe('ruleWords', () => {
  it('tells keywords, names by what declares them, numbers, labels and comments apart', () => {
    expect(named('title My rule\nparam beta2 = 0.9 in [0, 1) log')).toEqual([
      ['title', 'keyword'],
      [' My rule', 'title'],
      ['param', 'keyword'],
      ['beta2', 'hyperparameter'],
      ['=', 'operator'],
      ['0.9', 'number'],
      ['in', 'keyword'],
      ['[', 'operator'],
      ['0', 'number'],
      [',', 'operator'],
      ['1', 'number'],
      [')', 'operator'],
      ['log', 'keyword'],
    ])
    expect(named('slot s = 0 "s_dW" # starts at 0')).toEqual([
      ['slot', 'keyword'],
      ['s', 'slot'],
      ['=', 'operator'],
      ['0', 'number'],
      ['"s_dW"', 'label'],
      ['# starts at 0', 'comment'],
    ])
    expect(named('slot s = 0\ns = log(g) - 1e-8').slice(4)).toEqual([
      ['s', 'slot'],
      ['=', 'operator'],
      ['log', 'function'],
      ['(', 'operator'],
      [')', 'operator'],
      ['-', 'operator'],
      ['1e-8', 'number'],
    ])
  })

  it('an assignment to a name that begins declarations is an equation', () => {
    expect(named('slot = g\nparam')).toEqual([
      ['=', 'operator'],
      ['param', 'keyword'],
    ])
  })

  it('words of any text stand in order, do not overlap, and lie within it', () => {
    const piece = fc.constantFrom(...starterRule.split('\n'), '\n', '"', '#', 'param', ' ', '[', '−', '1.2.3')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        let last = 0
        for (const { from, to } of ruleWords(text)) {
          expect(from).toBeGreaterThanOrEqual(last)
          expect(to).toBeGreaterThan(from)
          last = to
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
