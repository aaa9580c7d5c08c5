import { describe, expect, test } from 'vitest'
import { makeNetwork } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('what does not fit is refused, with the layer and the shapes', () => {
  const dense: LayerSpec = { kind: 'dense', units: 2 }
  const conv: LayerSpec = { kind: 'conv2d', filters: 2, kernel: 3 }
  const bad: [string, readonly LayerSpec[], readonly number[], string][] = [
    [
      'a kernel larger than the image',
      [conv, { kind: 'maxPool2d', size: 2 }, conv, { kind: 'conv2d', filters: 1, kernel: 5, padding: 'valid' }],
      [1, 6, 6],
      'layers[3] conv2d: a 5×5 kernel does not fit a 3×3 image; it must be at most 3, or padding = same',
    ],
    [
      'a window larger than the image',
      [conv, { kind: 'averagePool2d', size: 7 }],
      [1, 6, 8],
      'layers[1] averagePool2d: a 7×7 window does not fit a 6×8 image; it must be at most 6, or padding = same',
    ],
    [
      'an image after a dense layer',
      [dense, conv],
      [1, 6, 6],
      'layers[1] conv2d: the input [2] is no image; it must be [channels, height, width]',
    ],
    [
      'a residual that changes the shape',
      [dense, { kind: 'residual', layers: [dense, { kind: 'dense', units: 3 }] }],
      [4],
      'layers[1] residual: the inner layers make [3] of an input of [2]; to be added to it, it must keep that shape',
    ],
    [
      'a layer inside of a residual',
      [{ kind: 'residual', layers: [dense, { kind: 'maxPool2d', size: 2 }] }],
      [2],
      'layers[0].layers[1] maxPool2d: the input [2] is no image',
    ],
    [
      'two names inside of a residual',
      [
        {
          kind: 'residual',
          layers: [
            { ...dense, name: 'a' },
            { ...dense, name: 'a' },
          ],
        },
      ],
      [2],
      'layers[0].layers[1].name = "a", is the name of layers[0].layers[0] too; names must differ',
    ],
    [
      'an empty residual',
      [{ kind: 'residual', layers: [] }],
      [2],
      'layers[0] residual: layers = [], must hold at least',
    ],
    ['a rate of 1', [{ kind: 'dropout', rate: 1 }], [2], 'layers[0] dropout: rate = 1, must be in [0, 1)'],
    ['no epsilon', [{ kind: 'layerNorm', epsilon: 0 }], [2], 'layers[0] layerNorm: epsilon = 0, must be in (0, ∞)'],
    ['no momentum', [{ kind: 'batchNorm', momentum: 0 }], [2], 'layers[0] batchNorm: momentum = 0, must be in (0, 1]'],
    ['no filters', [{ ...conv, filters: 0 }], [1, 3, 3], 'layers[0] conv2d: filters = 0, must be an integer ≥ 1'],
    ['half a stride', [{ ...conv, stride: 0.5 }], [1, 3, 3], 'layers[0] conv2d: stride = 0.5, must be an integer ≥ 1'],
    [
      'patches beyond any memory',
      [{ ...conv, kernel: 400 }],
      [1, 400, 400],
      'layers[0] conv2d: the patches of one example hold 25600000000 numbers, must be at most 67108864',
    ],
    [
      'a negative alpha',
      [{ kind: 'activation', activation: 'elu', alpha: -1 }],
      [2],
      'layers[0] activation: alpha = -1, must be ≥ 0',
    ],
  ]
  test.each(bad)('%s', (_, layers, inputShape, message) => {
    expect(() => makeNetwork({ layers, inputShape })).toThrow(message)
  })

  test('an unknown padding', () => {
    // @ts-expect-error: no such padding
    expect(() => makeNetwork({ layers: [{ ...conv, padding: 'full' }], inputShape: [1, 3, 3] })).toThrow(
      'layers[0] conv2d: padding = full, must be one of same, valid',
    )
  })
})
