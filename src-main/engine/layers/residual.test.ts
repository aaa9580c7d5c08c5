import { describe, expect, test } from 'vitest'
import { makeNetwork } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('residual', () => {
  test('adds what its layers make to its input, and names their parameters behind its own', () => {
    const layers: LayerSpec[] = [{ kind: 'residual', layers: [{ kind: 'dense', units: 2 }], name: 'block' }]
    const { network, arena } = makeNetwork({ layers, inputShape: [2], maxRows: 1 })
    expect(network.declarations.map(({ name }) => name)).toEqual(['block.dense1.W', 'block.dense1.b'])
    arena.values.set([1, 2, 3, 4, 10, 20])
    network.inputs.set([1, -1])
    network.forward(1)
    expect([...network.outputs]).toEqual([1 + 10 + 1 - 3, -1 + 20 + 2 - 4])
  })

  test('hands on the running statistics and streams of its layers', () => {
    const inner: LayerSpec[] = [{ kind: 'batchNorm' }, { kind: 'dropout', rate: 0.5 }]
    const { network } = makeNetwork({ layers: [{ kind: 'residual', layers: inner }], inputShape: [2] })
    expect(network.tensors.map(({ name }) => name)).toEqual([
      'residual1.batchNorm1.runningMean',
      'residual1.batchNorm1.runningVariance',
    ])
    expect(network.generators.map(({ name }) => name)).toEqual(['residual1.dropout1'])
  })
})
