/** Laws of all layers, each seen through a network that holds it. */
import { describe, expect, test } from 'vitest'
import { checkGradients } from '../gradientCheck'
import { makeNetwork, ROWS } from '../testing/makeNetwork'
import { type LayerSpec, layers as list } from './index'

const image = [2, 5, 6]
/** every layer in forms that differ, between layers that are trained */
const forms: Record<string, { inputShape: readonly number[]; layers: readonly LayerSpec[] }> = {
  'conv2d same': { inputShape: image, layers: [{ kind: 'conv2d', filters: 3, kernel: 3 }] },
  'conv2d same, even kernel': { inputShape: image, layers: [{ kind: 'conv2d', filters: 2, kernel: 2 }] },
  'conv2d same, stride 2': { inputShape: image, layers: [{ kind: 'conv2d', filters: 2, kernel: 3, stride: 2 }] },
  'conv2d valid, stride 3': {
    inputShape: image,
    layers: [{ kind: 'conv2d', filters: 2, kernel: 2, stride: 3, padding: 'valid' }],
  },
  'conv2d, kernel larger than the image': { inputShape: image, layers: [{ kind: 'conv2d', filters: 2, kernel: 9 }] },
  'conv2d of one pixel': { inputShape: [3, 1, 1], layers: [{ kind: 'conv2d', filters: 2, kernel: 1 }] },
  maxPool2d: { inputShape: image, layers: [{ kind: 'maxPool2d', size: 2 }] },
  'maxPool2d overlapping, same': {
    inputShape: image,
    layers: [{ kind: 'maxPool2d', size: 3, stride: 2, padding: 'same' }],
  },
  averagePool2d: { inputShape: image, layers: [{ kind: 'averagePool2d', size: 2 }] },
  'averagePool2d overlapping, same': {
    inputShape: image,
    layers: [{ kind: 'averagePool2d', size: 3, stride: 2, padding: 'same' }],
  },
  flatten: { inputShape: image, layers: [{ kind: 'flatten' }] },
  activation: { inputShape: image, layers: [{ kind: 'activation', activation: 'gelu' }] },
  dense: { inputShape: image, layers: [{ kind: 'dense', units: 5 }] },
  dropout: { inputShape: image, layers: [{ kind: 'dropout', rate: 0.4 }] },
  'batchNorm of images': { inputShape: image, layers: [{ kind: 'batchNorm' }] },
  'batchNorm of features': { inputShape: [7], layers: [{ kind: 'batchNorm', epsilon: 1e-3 }] },
  'layerNorm of images': { inputShape: image, layers: [{ kind: 'layerNorm' }] },
  'layerNorm of features': { inputShape: [7], layers: [{ kind: 'layerNorm', epsilon: 1e-3 }] },
  'residual of one layer': {
    inputShape: image,
    layers: [{ kind: 'residual', layers: [{ kind: 'activation', activation: 'tanh' }] }],
  },
  'residual of several': {
    inputShape: image,
    layers: [
      {
        kind: 'residual',
        layers: [
          { kind: 'batchNorm' },
          { kind: 'activation', activation: 'tanh' },
          { kind: 'conv2d', filters: 2, kernel: 3 },
          { kind: 'residual', layers: [{ kind: 'dropout', rate: 0.3 }] },
        ],
      },
    ],
  },
}

test('every layer of the list is held by the laws below', () => {
  const kinds = new Set(Object.values(forms).flatMap(({ layers }) => layers.map(({ kind }) => kind)))
  expect([...kinds].sort()).toEqual(Object.keys(list).sort())
})

describe.each(Object.entries(forms))('%s', (_, { inputShape, layers }) => {
  /** trained layers before and after, so that gradients of inputs count too */
  const wrapped: LayerSpec[] = [
    { kind: 'layerNorm', name: 'before' },
    ...layers,
    { kind: 'dense', name: 'after', units: 3, initialiser: 'lecunNormal' },
  ]

  test('gradients are central differences of the loss', () => {
    for (const both of [wrapped, layers.concat({ kind: 'dense', units: 2 })]) {
      const { network, arena, targets } = makeNetwork({ inputShape, layers: both })
      arena.gradients.fill(Number.NaN)
      const loss = network.lossAndGradients(targets, ROWS)
      expect(network.lossAgain(targets, ROWS)).toBe(loss)
      const again = () => network.lossAgain(targets, ROWS)
      const checks = checkGradients(again, arena.values, arena.gradients, arena.parameters)
      for (const check of checks) expect([check.name, check.relativeDifference < 1e-7]).toEqual([check.name, true])
    }
  })

  test('a second step leaves nothing of the first in gradients', () => {
    const { network, arena, targets } = makeNetwork({ inputShape, layers: wrapped })
    const step = () => {
      const states = network.generators.map(({ generator }) => generator.state())
      network.lossAndGradients(targets, ROWS)
      network.generators.forEach(({ generator }, index) => {
        generator.restore(states[index]!)
      })
      return arena.gradients.slice()
    }
    const first = step()
    expect(step()).toEqual(first)
    expect(step()).toEqual(first)
  })

  test('a row of an evaluation depends on that row alone', () => {
    const { network } = makeNetwork({ inputShape, layers: wrapped, precision: 'float32' })
    network.forward(ROWS)
    const whole = network.outputs.slice()
    for (let row = 0; row < ROWS; row++) {
      network.inputs.copyWithin(0, row * network.inputSize, (row + 1) * network.inputSize)
      network.forward(1)
      expect([...network.outputs.subarray(0, 3)]).toEqual([...whole.subarray(row * 3, row * 3 + 3)])
    }
  })

  test('rows beyond those asked for change nothing, and float32 follows float64', () => {
    const wide = makeNetwork({ inputShape, layers: wrapped })
    const narrow = makeNetwork({ inputShape, layers: wrapped, precision: 'float32' })
    const poisoned = makeNetwork({ inputShape, layers: wrapped, precision: 'float32' })
    poisoned.network.inputs.fill(Number.NaN, 3 * poisoned.network.inputSize)
    const loss = narrow.network.lossAndGradients(narrow.targets, 3)
    expect(poisoned.network.lossAndGradients(poisoned.targets, 3)).toBe(loss)
    expect(poisoned.arena.gradients).toEqual(narrow.arena.gradients)
    expect(Math.abs(wide.network.lossAndGradients(wide.targets, 3) - loss)).toBeLessThan(1e-5 * Math.max(1, loss))
  })

  test('a NaN in an input reaches the loss', () => {
    const { network, targets } = makeNetwork({ inputShape, layers: wrapped })
    network.inputs[0] = Number.NaN
    expect(network.lossAndGradients(targets, ROWS)).toBeNaN()
  })
})
