import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { relu } from '../layers/activations/relu'
import { arbitraryReal, arbitrarySize } from '../testing/arbitraryReals'
import { firstDifference } from '../testing/sameBits'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const largest = 70 * 70
const [room, left, right, bias] = [0, 0, 0, 0].map(() => fast.allocate('float32', largest))

test('bias and ReLU on the store are the product from the bias, then ReLU', () => {
  const { dense } = typescriptKernels('float32')
  const values = fc.array(arbitraryReal.anything, { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(arbitrarySize, arbitrarySize, arbitrarySize, values, values, (rows, inner, columns, some, others) => {
      left!.forEach((_, index) => {
        left![index] = some[index % some.length]!
        right![index] = others[index % others.length]!
        bias![index] = others[(index * 3 + 1) % others.length]!
      })
      const sums = new Float32Array(rows * columns)
      dense.forward(sums, left!, right!, bias!, rows, inner, columns)
      const expected = new Float32Array(rows * columns)
      relu.forward(expected, sums, sums.length, 0)
      fast.dense.forwardRectified(room!, left!, right!, bias!, rows, inner, columns)
      expect(firstDifference(room!.subarray(0, sums.length), expected)).toBe(null)
      dense.forwardRectified(sums, left!, right!, bias!, rows, inner, columns)
      expect(firstDifference(sums, expected)).toBe(null)
    }),
    { numRuns: 200 },
  )
})
