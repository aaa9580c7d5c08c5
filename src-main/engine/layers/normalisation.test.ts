import { describe, expect, test } from 'vitest'
import { createGenerator } from '../generator'
import { makeNetwork, ROWS } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('batchNorm', () => {
  const layers: LayerSpec[] = [{ kind: 'batchNorm', name: 'norm', momentum: 0.25 }]
  const column = [1, 2, 4, 9]

  test('training passes move the running statistics as PyTorch does, and evaluations use them', () => {
    const { network, arena } = makeNetwork({ layers, inputShape: [1] })
    network.initialise(createGenerator(1, 'test'))
    expect(network.tensors.map(({ name, shape, values }) => [name, shape, [...values]])).toEqual([
      ['norm.runningMean', [1], [0]],
      ['norm.runningVariance', [1], [1]],
    ])
    network.inputs.set(column)
    network.forward(ROWS, 'training')
    // mean 4, variance of a sample (9 + 4 + 0 + 25)/3
    const variance = 0.75 + 0.25 * (38 / 3)
    expect(network.tensors[0]!.values[0]).toBeCloseTo(1, 15)
    expect(network.tensors[1]!.values[0]).toBeCloseTo(variance, 14)
    network.forward(ROWS, 'repeat')
    network.forward(ROWS)
    expect(network.tensors[0]!.values[0]).toBeCloseTo(1, 15)
    column.forEach((x, row) => {
      expect(network.outputs[row]).toBeCloseTo((x - 1) / Math.sqrt(variance + 1e-5), 14)
    })
    expect([...arena.values]).toEqual([1, 0])
  })

  test('outputs of a training pass have mean b and deviation W in every channel', () => {
    const { network, arena } = makeNetwork({ layers: [{ kind: 'batchNorm', epsilon: 1e-12 }], inputShape: [3, 4, 4] })
    arena.values.set([1, 2, 3, -1, 0, 1])
    network.forward(ROWS, 'training')
    for (let c = 0; c < 3; c++) {
      const own = [...network.outputs].filter((_, i) => Math.floor(i / 16) % 3 === c)
      const mean = own.reduce((sum, value) => sum + value, 0) / 64
      const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 64
      expect(mean).toBeCloseTo(c - 1, 12)
      expect(Math.sqrt(variance)).toBeCloseTo(c + 1, 9)
    }
  })

  test('one number a channel gives b, no gradient, and leaves the running statistics', () => {
    const { network, arena, targets } = makeNetwork({
      layers: [{ kind: 'dense', units: 2 }, ...layers],
      inputShape: [3],
    })
    network.lossAndGradients(targets, 1)
    expect([...network.outputs.subarray(0, 2)]).toEqual([...arena.view(arena.parameters[3]!)])
    expect([...arena.gradients.subarray(0, 8)].every((g) => g === 0)).toBe(true)
    expect(network.tensors.map(({ values }) => [...values])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })
})

test('layerNorm gives every row mean 0 and deviation 1 before gain and bias', () => {
  const { network, arena } = makeNetwork({ layers: [{ kind: 'layerNorm', epsilon: 1e-12 }], inputShape: [2, 3, 3] })
  arena.values.fill(1, 0, 18).fill(0, 18)
  network.forward(ROWS)
  for (let row = 0; row < ROWS; row++) {
    const own = [...network.outputs.subarray(row * 18, row * 18 + 18)]
    expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12)
    expect(own.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(18, 9)
  }
})
