import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../src-main/contract/definition'
import { real } from '../../../src-main/contract/field'
import { symbolMeaning, typesetRule } from './typesetRule'

const definition = {
  fields: {
    learningRate: real({ symbol: 'α' }),
    beta2: real({ symbol: 'β₂' }),
    epsilon: real({ symbol: 'ε' }),
    gamma: real({}),
  },
  slots: { s: { label: 's_dW', meaning: 'running mean of g²', initial: 0 } },
}

/** Exponents between braces, to read a line at a glance. */
function plain(text: string): string[] {
  return typesetRule(text, definition).map((line) =>
    line.map((piece) => (piece.isRaised ? `{${piece.text}}` : piece.text)).join(''),
  )
}

describe('typesetRule', () => {
  it('the lecture rule reads as the lecture writes it', () => {
    const text = `
      s = beta2*s + (1 - beta2)*g^2
      w = w - learningRate*g / (sqrt(s) + epsilon)
    `
    expect(plain(text)).toEqual(['s_dW = β₂·s_dW + (1 − β₂)·g{2}', 'w = w − α·g / (√s_dW + ε)'])
  })

  it('a root of more than a name keeps its parentheses', () => {
    expect(plain('a = sqrt(s + epsilon)')).toEqual(['a = √(s_dW + ε)'])
    expect(plain('a = sqrt(s / (1 - beta2))')).toEqual(['a = √(s_dW / (1 − β₂))'])
  })

  it('an exponent is raised whole and nothing behind it is', () => {
    expect(plain('c = 1 - beta2^t')).toEqual(['c = 1 − β₂{t}'])
    expect(plain('c = beta2^(t + 1) * g')).toEqual(['c = β₂{(}{t}{+}{1}{)}·g'])
    expect(plain('c = g^-2 + 1')).toEqual(['c = g{−}{2} + 1'])
  })

  it('a minus in front of a term is set close to it, one between terms is not', () => {
    expect(plain('w = -g')).toEqual(['w = −g'])
    expect(plain('w = w * (-g - 1)')).toEqual(['w = w·(−g − 1)'])
  })

  it('roles tell slots and hyperparameters from other names', () => {
    const roles = typesetRule('s = gamma*g', definition)[0]?.map((piece) => [piece.text, piece.role])
    expect(roles).toEqual([
      ['s_dW', 'slot'],
      [' = ', 'operator'],
      ['gamma', 'hyperparameter'],
      ['·', 'operator'],
      ['g', 'name'],
    ])
  })

  it('comparisons, calls, comments and small numbers are shown as they stand', () => {
    expect(plain('w = where(g >= 1e-8, max(g, 0.5), w) # clip')).toEqual([
      'w = where(g ≥ 1e-8, max(g, 0.5), w)  # clip',
    ])
  })
})

describe('symbolMeaning', () => {
  const definition: Definition = {
    kind: 'drag',
    title: 'Drag',
    summary: 'Slows down.',
    fields: {
      learningRate: real({ label: 'Learning rate', symbol: 'α', default: 0.1, help: 'Factor of every step.' }),
    },
    slots: {
      v: { label: 'v', meaning: 'speed', initial: 0 },
      x: { label: 'x', meaning: 'average', initial: { from: 'w' } },
      d: { label: 'd', meaning: 'distance', initial: { from: 'learningRate' } },
    },
    scalars: { n: { label: 'Σ', meaning: 'sum of weights', initial: 0 } },
  }

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
