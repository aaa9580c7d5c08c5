import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../src-main/contract/definition'
import { flag, real } from '../../../src-main/contract/field'
import { ruleTextOf } from './ruleTextOf'

const definition: Definition = {
  kind: 'drag',
  title: 'Drag',
  summary: 'Slows down.',
  fields: {
    learningRate: real({ label: 'Learning rate', symbol: 'α', default: 0.1, help: 'Factor of every step.' }),
    isHeavy: flag({ default: false }),
  },
  slots: {
    v: { label: 'v', meaning: 'speed', initial: 0 },
  },
  rule: 'w = w - learningRate*g',
  ruleLines: [
    { text: 'v = v + g', when: { setting: 'isHeavy', is: true }, standsFor: 'g' },
    { text: 'w = w - learningRate*g' },
  ],
}

describe('ruleTextOf', () => {
  it('the settings pick the lines, defaults filled in', () => {
    expect(ruleTextOf(definition, {}).trim()).toBe('w = w - learningRate*g')
    const heavy = ruleTextOf(definition, { isHeavy: true }).split('\n')
    expect(heavy.map((line) => line.replaceAll(' ', ''))).toEqual(['v=v+g', 'w=w-learningRate*v'])
  })

  it('without lines to pick from the rule stands as it is', () => {
    expect(ruleTextOf({ ...definition, ruleLines: undefined }, { isHeavy: true })).toBe('w = w - learningRate*g')
  })
})
