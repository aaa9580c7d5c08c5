import { describe, expect, test } from 'vitest'
import { makeNetwork, type Setting } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('dropout', () => {
  const layers: LayerSpec[] = [
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 1 },
  ]
  const setting = { layers, inputShape: [1000], maxRows: 20 }

  test('drops a share of its rate, enlarges the rest so that the mean stays, and draws anew at every step', () => {
    const { network, arena } = makeNetwork(setting)
    // a weight of 1 on one input shows whether it was kept
    const shown = (input: number) => {
      arena.values.fill(0)
      arena.values[input] = 1
      network.forward(20, 'repeat')
      return [...network.outputs]
    }
    network.inputs.fill(3)
    network.forward(20, 'training')
    const first = Array.from({ length: 1000 }, (_, input) => shown(input)).flat()
    expect([...new Set(first)].sort()).toEqual([0, 4])
    const kept = first.filter((value) => value > 0).length / first.length
    // five standard errors
    expect(Math.abs(kept - 0.75)).toBeLessThan(5 * Math.sqrt((0.75 * 0.25) / first.length))
    network.forward(20, 'training')
    expect(Array.from({ length: 1000 }, (_, input) => shown(input)).flat()).not.toEqual(first)
  })

  test.each([
    ['a rate of 0 keeps every number as it is', 0, 1],
    ['a rate next to 1 drops every number', 1 - 2 ** -53, 0],
  ])('%s, and draws like any other', (_, rate, factor) => {
    for (const precision of ['float32', 'float64'] as const) {
      const { network, arena } = makeNetwork({ ...setting, precision, layers: [{ kind: 'dropout', rate }, layers[1]!] })
      const { generator } = network.generators[0]!
      const before = generator.state()
      arena.values.fill(0)
      arena.values[7] = 1
      network.inputs.fill(3)
      network.forward(20, 'training')
      expect([...network.outputs]).toEqual(Array(20).fill(3 * factor))
      expect(generator.state()).not.toEqual(before)
    }
  })

  test('an evaluation passes everything and draws nothing', () => {
    const { network, arena } = makeNetwork(setting)
    const plain = makeNetwork({ ...setting, layers: [layers[1]!] })
    plain.network.inputs.set(network.inputs)
    const before = network.generators[0]!.generator.state()
    plain.arena.values.set(arena.values)
    network.forward(20)
    plain.network.forward(20)
    expect([...network.outputs]).toEqual([...plain.network.outputs])
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
