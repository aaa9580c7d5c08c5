import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../src-main/contract/definition'
import { flag, real } from '../../../src-main/contract/field'
import { ruleTextOf } from './ruleTextOf'
import { symbolMeaning } from './symbolMeaning'

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
    x: { label: 'x', meaning: 'average', initial: { from: 'w' } },
    d: { label: 'd', meaning: 'distance', initial: { from: 'learningRate' } },
  },
  scalars: { n: { label: 'Σ', meaning: 'sum of weights', initial: 0 } },
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

describe('symbolMeaning', () => {
  it('slots, hyperparameters and the names of the language have one, temporaries do not', () => {
    expect(symbolMeaning('v', definition)).toBe('v: speed, starts at 0')
    expect(symbolMeaning('x', definition)).toBe('x: average, starts at w')
    expect(symbolMeaning('d', definition)).toBe('d: distance, starts at α')
    expect(symbolMeaning('n', definition)).toBe('Σ: sum of weights, one number for all elements, starts at 0')
    expect(symbolMeaning('learningRate', definition)).toBe('α: learning rate. Factor of every step.')
    expect(symbolMeaning('t', definition)).toBe('t: the step, from 1')
    expect(symbolMeaning('c', definition)).toBeUndefined()
  })
})
