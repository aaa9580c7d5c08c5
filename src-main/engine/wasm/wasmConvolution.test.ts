import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { ConvolutionKernels } from '../kernels/convolutionKernels'
import { imageWindows } from '../kernels/imageWindows'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { arbitraryReal, realKinds } from '../testing/arbitraryReals'
import { arbitraryWindows } from '../testing/arbitraryWindows'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays, type Twins } from '../testing/twinArrays'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const plain = typescriptKernels('float32')
const twins = new TwinArrays(fast.allocate)
const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 7, maxLength: 7 })

beforeEach(() => twins.reset())

function expectSameConvolution(
  windows: Parameters<typeof plain.convolution>[0],
  filters: number,
  rows: number,
  gap: readonly number[],
  values: readonly number[][],
): void {
  twins.reset()
  const { channels, height, width, size, outputHeight, outputWidth } = windows
  const image = channels * height * width
  const outputs = filters * outputHeight * outputWidth
  const patch = channels * size * size
  const X = twins.take(values[0]!, rows * image, gap[0]!)
  const W = twins.take(values[1]!, filters * patch, gap[1]!)
  const b = twins.take(values[2]!, filters, gap[2]!)
  const Y = twins.take([9], rows * outputs, gap[3]!)
  const dX = twins.take([9], rows * image, gap[4]!)
  const dW = twins.take([9], filters * patch, gap[5]!)
  const db = twins.take([9], filters, gap[6]!)
  const R = twins.take([9], rows * outputs, gap[0]!)
  const run = (kernels: ConvolutionKernels, which: keyof Twins) => {
    kernels.forward(Y[which], X[which], W[which], b[which], rows)
    kernels.forwardRectified(R[which], X[which], W[which], b[which], rows)
    kernels.parameterGradients(dW[which], db[which], Y[which], X[which], rows)
    kernels.inputGradients(dX[which], Y[which], W[which], rows)
  }
  run(plain.convolution(windows, filters), 'reference')
  run(fast.convolution(windows, filters), 'reached')
  for (const { reached, reference } of [X, W, b, Y, R, dX, dW, db]) {
    expect(firstDifference(reached, reference)).toBe(null)
  }
  expect(twins.strayWrites()).toBe(0)
}

test.each(realKinds)('a convolution of %s elements and its gradients, bit for bit the reference', (kind) => {
  const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
  const [rows, filters] = [fc.nat({ max: 3 }), fc.integer({ min: 1, max: 10 })]
  fc.assert(
    fc.property(arbitraryWindows, filters, rows, gaps, values, values, values, (windows, f, r, gap, ...of) =>
      expectSameConvolution(windows, f, r, gap, of),
    ),
    { numRuns: 300 },
  )
})

test('more windows an image, and more numbers a window, than are packed at once', () => {
  const values = [[0.3, -1.1, 0, 2.7], [1.3, -0.2, 0.7], [0.5]]
  const many = imageWindows([2, 40, 37], { size: 3, stride: 1, padding: 'same' }, 'window')
  expectSameConvolution(many, 9, 2, [1, 2, 3, 0, 1, 2, 3], values)
  const wide = imageWindows([70, 6, 5], { size: 4, stride: 1, padding: 'valid' }, 'window')
  expectSameConvolution(wide, 5, 3, [3, 0, 1, 2, 3, 0, 1], values)
})
