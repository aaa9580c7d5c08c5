import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeNetwork, ROWS } from '../testing/makeNetwork'
import type { LayerSpec } from './index'

describe('conv2d', () => {
  test('is the sum of its definition, for any size, stride and padding', () => {
    const small = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(
        small,
        small,
        small,
        small,
        small,
        small,
        fc.boolean(),
        (channels, height, width, filters, kernel, stride, isSame) => {
          fc.pre(isSame || (kernel <= height && kernel <= width))
          const padding = isSame ? 'same' : 'valid'
          const layers: LayerSpec[] = [{ kind: 'conv2d', filters, kernel, stride, padding }]
          const { network, arena } = makeNetwork({ inputShape: [channels, height, width], layers })
          network.forward(ROWS)
          const [W, b] = arena.parameters.map((parameter) => arena.view(parameter))
          const lengths = [height, width].map((n) =>
            isSame ? Math.ceil(n / stride) : Math.floor((n - kernel) / stride) + 1,
          )
          const [top, left] = [height, width].map((n, axis) =>
            isSame ? Math.floor(Math.max((lengths[axis]! - 1) * stride + kernel - n, 0) / 2) : 0,
          )
          let at = 0
          for (let row = 0; row < ROWS; row++)
            for (let f = 0; f < filters; f++)
              for (let y = 0; y < lengths[0]!; y++)
                for (let x = 0; x < lengths[1]!; x++) {
                  let sum = b![f]!
                  for (let c = 0; c < channels; c++)
                    for (let i = 0; i < kernel; i++)
                      for (let j = 0; j < kernel; j++) {
                        const line = y * stride + i - top!
                        const column = x * stride + j - left!
                        if (line < 0 || line >= height || column < 0 || column >= width) continue
                        const input = network.inputs[((row * channels + c) * height + line) * width + column]!
                        sum += W![((f * channels + c) * kernel + i) * kernel + j]! * input
                      }
                  expect(network.outputs[at++]).toBeCloseTo(sum, 12)
                }
          expect(network.outputSize * ROWS).toBe(at)
        },
      ),
    )
  })

  test('how many examples are held at a time changes no bit', () => {
    // 40 rows of 28 × 28 × 9 numbers are more than one group holds
    const layers: LayerSpec[] = [{ kind: 'conv2d', filters: 2, kernel: 3 }]
    const setting = { layers, inputShape: [1, 28, 28], precision: 'float32' } as const
    const many = makeNetwork({ ...setting, maxRows: 40 })
    many.network.forward(40)
    const one = makeNetwork({ ...setting, maxRows: 1 })
    one.network.inputs.set(many.network.inputs.subarray(39 * 784))
    one.arena.values.set(many.arena.values)
    one.network.forward(1)
    expect([...one.network.outputs]).toEqual([...many.network.outputs.subarray(39 * 2 * 784)])
  })
})

describe('pooling', () => {
  const pool = (layer: LayerSpec, values: number[], side: number) => {
    const layers: LayerSpec[] = [layer, { kind: 'conv2d', filters: 1, kernel: 1, initialiser: 'constant', constant: 1 }]
    const { network, arena } = makeNetwork({ layers, inputShape: [1, side, side], maxRows: 1 })
    arena.values.set([1, 0])
    network.inputs.set(values)
    network.forward(1)
    return [...network.outputs]
  }
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9]

  test('takes whole windows, and with padding the part inside the image', () => {
    expect(pool({ kind: 'maxPool2d', size: 2 }, nine, 3)).toEqual([5])
    expect(pool({ kind: 'averagePool2d', size: 2 }, nine, 3)).toEqual([3])
    expect(pool({ kind: 'maxPool2d', size: 2, padding: 'same' }, nine, 3)).toEqual([5, 6, 8, 9])
    expect(pool({ kind: 'averagePool2d', size: 2, padding: 'same' }, nine, 3)).toEqual([3, 4.5, 7.5, 9])
    expect(pool({ kind: 'maxPool2d', size: 2, stride: 1 }, nine, 3)).toEqual([5, 6, 8, 9])
  })

  test('padding never wins over negative numbers, and a NaN wins over all', () => {
    const negative = nine.map((value) => -value)
    expect(pool({ kind: 'maxPool2d', size: 2, padding: 'same' }, negative, 3)).toEqual([-1, -3, -7, -9])
    expect(pool({ kind: 'maxPool2d', size: 3 }, [...nine.slice(0, 8), Number.NaN], 3)).toEqual([Number.NaN])
    expect(pool({ kind: 'maxPool2d', size: 3 }, [Number.NaN, ...nine.slice(1)], 3)).toEqual([Number.NaN])
  })

  test('of a tie the first takes the whole gradient', () => {
    const layers: LayerSpec[] = [{ kind: 'layerNorm' }, { kind: 'maxPool2d', size: 2 }]
    const { network, arena } = makeNetwork({ layers, inputShape: [1, 2, 2], maxRows: 1 })
    arena.values.fill(0)
    network.lossAndGradients([-1], 1)
    expect([...arena.view(arena.parameters[1]!, arena.gradients)]).toEqual([2, 0, 0, 0])
  })
})
