import { describe, expect, test } from 'vitest'
import { type RuleLine, ruleText } from './ruleLines'

const lines: readonly RuleLine[] = [
  { text: 'd = g + decay*w', when: { setting: 'decay', isNot: 0 }, standsFor: 'g' },
  {
    text: 'gg = g*g',
    when: [
      { setting: 'squared', is: true },
      { setting: 'decay', isNot: 0 },
    ],
  },
  { text: 'w = w - rate*g/(g == 1)' },
]

describe('ruleText', () => {
  test('lines whose condition does not hold are left out', () => {
    expect(ruleText(lines, { decay: 0, squared: true })).toBe('w = w - rate*g/(g == 1)')
  })

  test('a line that stands for a name is read in its place by every later line, and by whole names only', () => {
    expect(ruleText(lines, { decay: 1, squared: true })).toBe('d = g + decay*w\ngg = d*d\nw = w - rate*d/(d == 1)')
  })
})
