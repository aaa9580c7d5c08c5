import { describe, expect, test } from 'vitest'
import { makeNetwork, type Setting } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('dropout', () => {
  const layers: LayerSpec[] = [
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 1 },
  ]
  const setting = { layers, inputShape: [1000], maxRows: 20 }

  test('keeps a share of 1 − rate, enlarged so that the mean stays, and other ones at every step', () => {
    const one: LayerSpec[] = [layers[0]!, { kind: 'layerNorm' }]
    const { network, arena } = makeNetwork({ layers: one, inputShape: [1000], maxRows: 1 })
    network.inputs.fill(1)
    const kept = () => {
      arena.values.fill(0)
      network.forward(1, 'training')
      arena.values.fill(1, 0, 1000)
      network.forward(1, 'repeat')
      return [...network.outputs].map((value) => value > 0)
    }
    const first = kept()
    const share = first.filter(Boolean).length / 1000
    // five standard errors
    expect(Math.abs(share - 0.75)).toBeLessThan(5 * Math.sqrt((0.75 * 0.25) / 1000))
    expect(kept()).not.toEqual(first)
  })

  test('an evaluation passes everything and draws nothing', () => {
    const { network } = makeNetwork(setting)
    const plain = makeNetwork({ ...setting, layers: [layers[1]!] })
    plain.network.inputs.set(network.inputs)
    const before = network.generators[0]!.generator.state()
    network.forward(20)
    plain.network.forward(20)
    expect(network.generators.map(({ name }) => name)).toEqual(['dropout1'])
    expect(network.generators[0]!.generator.state()).toEqual(before)
  })

  test('masks depend on seed and name alone: another seed gives others, a layer put in front does not', () => {
    const losses = (change: Partial<Setting>) => {
      const { network, targets, arena } = makeNetwork({ ...setting, ...change })
      arena.values.fill(0.1)
      network.inputs.fill(1)
      return network.lossAndGradients(targets.fill(0), 20)
    }
    const base = losses({})
    expect(losses({})).toBe(base)
    expect(losses({ seed: 4 })).not.toBe(base)
    expect(losses({ layers: [{ kind: 'flatten' }, ...layers] })).toBe(base)
    expect(losses({ layers: [{ kind: 'dropout', rate: 0.25, name: 'mine' }, layers[1]!] })).not.toBe(base)
  })
})
