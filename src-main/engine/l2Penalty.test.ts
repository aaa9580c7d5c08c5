import { describe, expect, test } from 'vitest'
import { createArena } from './arena'
import type { LayerSpec } from './layers'
import { buildNetwork, type NetworkOptions } from './network'
import type { Precision } from './precision'

const ROWS = 6
const INPUTS = 5
const OUTPUTS = 3

describe('L2', () => {
  const layers: LayerSpec[] = [
    { kind: 'dense', name: 'hidden', units: 3 },
    { kind: 'layerNorm', name: 'norm' },
    { kind: 'dense', name: 'output', units: OUTPUTS },
  ]
  const lambda = 0.5
  const trained = (l2?: NetworkOptions['l2'], precision: Precision = 'float64') => {
    const options = {
      layers,
      loss: 'meanSquaredError',
      inputShape: [INPUTS],
      precision,
      maxRows: ROWS,
      seed: 5,
    } as const
    const network = buildNetwork({ ...options, ...(l2 && { l2 }) })
    const arena = createArena(precision, network.declarations)
    network.bind(arena)
    arena.values.forEach((_, i) => {
      arena.values[i] = (i % 5) - 2
    })
    network.inputs.forEach((_, i) => {
      network.inputs[i] = (i % 7) - 3
    })
    const targets = Array.from({ length: ROWS * OUTPUTS }, (_, i) => i % 3)
    return { network, arena, targets, loss: network.lossAndGradients(targets, ROWS) }
  }

  test.each([
    ['weights', ['hidden.W', 'output.W']],
    ['all', ['hidden.W', 'hidden.b', 'norm.W', 'norm.b', 'output.W', 'output.b']],
  ] as const)('on %s adds ½·λ·Σ w² to the trained loss and λ·w to its gradient, there alone', (scope, names) => {
    const plain = trained()
    const { network, arena, targets, loss } = trained({ strength: lambda, scope })
    let squares = 0
    for (const parameter of arena.parameters) {
      const isHeld = names.some((name) => name === parameter.name)
      for (let i = parameter.offset; i < parameter.offset + parameter.length; i++) {
        const w = arena.values[i]!
        if (isHeld) squares += w * w
        expect(arena.gradients[i]).toBe(plain.arena.gradients[i]! + (isHeld ? lambda * w : 0))
      }
    }
    expect(network.penalty()).toBe(0.5 * lambda * squares)
    expect(loss).toBe(plain.loss + network.penalty())
    expect(network.lossAgain(targets, ROWS)).toBe(loss)
    expect(network.loss(targets, ROWS)).toBe(plain.network.loss(targets, ROWS))
  })

  test('of strength 0 changes no bit', () => {
    for (const precision of ['float32', 'float64'] as const) {
      const plain = trained(undefined, precision)
      const none = trained({ strength: 0, scope: 'all' }, precision)
      expect(none.loss).toBe(plain.loss)
      expect(none.arena.gradients).toEqual(plain.arena.gradients)
    }
  })

  test.each([-1, Number.NaN, Infinity])('λ = %s is refused', (strength) => {
    expect(() => trained({ strength, scope: 'all' })).toThrow(`l2.strength = ${strength}, must be in [0, ∞)`)
  })
})
