/** What the products of any fast kernels must keep: every bit of the reference, and nothing written beside the results. */
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { DenseKernels } from '../kernels/denseKernels'
import type { Kernels } from '../kernels/kernels'
import type { MatrixProducts } from '../kernels/matrixProduct'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { arbitraryReal, arbitrarySize, realKinds } from './arbitraryReals'
import { firstDifference } from './sameBits'
import { TwinArrays, type Twins } from './twinArrays'

const plain = typescriptKernels('float32')
const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 6, maxLength: 6 })

/** Declares the tests, for float32 kernels; called where tests are declared. */
export function testProducts(fast: Kernels): void {
  const twins = new TwinArrays(fast.allocate, 1 << 20)
  const expectTwins = (...pairs: readonly Twins[]): void => {
    for (const { reached, reference } of pairs) expect(firstDifference(reached, reference)).toBe(null)
    expect(twins.strayWrites()).toBe(0)
  }

  beforeEach(() => twins.reset())

  describe.each(realKinds)('of %s elements, bit for bit the reference:', (kind) => {
    const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
    const matrices = fc.tuple(arbitrarySize, arbitrarySize, arbitrarySize, gaps, values, values, values)

    test.each<keyof MatrixProducts>(['plain', 'leftTransposed', 'rightTransposed'])('product %s', (orientation) => {
      fc.assert(
        fc.property(matrices, ([rows, inner, columns, [g0, g1, g2], start, left, right]) => {
          twins.reset()
          const out = twins.take(start, rows * columns, g0!)
          const a = twins.take(left, rows * inner, g1!)
          const b = twins.take(right, inner * columns, g2!)
          plain.products[orientation](out.reference, a.reference, b.reference, rows, inner, columns)
          fast.products[orientation](out.reached, a.reached, b.reached, rows, inner, columns)
          expectTwins(out, a, b)
        }),
        { numRuns: 300 },
      )
    })

    test('the three products of a dense layer', () => {
      fc.assert(
        fc.property(matrices, ([rows, inputs, units, [g0, g1, g2, g3, g4, g5], some, left, right]) => {
          twins.reset()
          const X = twins.take(left, rows * inputs, g0!)
          const W = twins.take(right, inputs * units, g1!)
          const b = twins.take(some, units, g2!)
          const Y = twins.take([9], rows * units, g3!)
          const dX = twins.take([9], rows * inputs, g4!)
          const dW = twins.take([9], inputs * units, g5!)
          const db = twins.take([9], units, g0!)
          const run = (dense: DenseKernels, which: keyof Twins) => {
            dense.forward(Y[which], X[which], W[which], b[which], rows, inputs, units)
            dense.parameterGradients(dW[which], db[which], Y[which], X[which], rows, inputs, units)
            dense.inputGradients(dX[which], Y[which], W[which], rows, inputs, units)
          }
          const cut = Math.floor(inputs / 3)
          const runInParts = (dense: DenseKernels, which: keyof Twins) => {
            dense.weightGradients(dW[which], Y[which], X[which], rows, inputs, units, cut, inputs)
            dense.weightGradients(dW[which], Y[which], X[which], rows, inputs, units, 0, cut)
            dense.biasGradients(db[which], Y[which], rows, units)
          }
          run(plain.dense, 'reference')
          run(fast.dense, 'reached')
          expectTwins(X, W, b, Y, dX, dW, db)
          const whole = [dW.reference.slice(), db.reference.slice()] as const
          for (const gradients of [dW.reference, dW.reached, db.reference, db.reached]) gradients.fill(9)
          runInParts(plain.dense, 'reference')
          runInParts(fast.dense, 'reached')
          expectTwins(dW, db)
          expect([firstDifference(dW.reached, whole[0]), firstDifference(db.reached, whole[1])]).toEqual([null, null])
        }),
        { numRuns: 200 },
      )
    })
  })

  test('sums longer than one piece, and more columns than are packed at once', () => {
    for (const [rows, inner, columns] of [
      [5, 1023, 9],
      [3, 1024, 11],
      [6, 2050, 7],
      [5, 1030, 90],
      [9, 1030, 300],
    ] as const) {
      for (const orientation of ['plain', 'leftTransposed', 'rightTransposed'] as const) {
        twins.reset()
        const out = twins.take([0.5], rows * columns, 1)
        const a = twins.take([0.1, -0.7, 0, 1.3, 2.9], rows * inner, 3)
        const b = twins.take([1.1, 0.3, -0.9], inner * columns, 2)
        plain.products[orientation](out.reference, a.reference, b.reference, rows, inner, columns)
        fast.products[orientation](out.reached, a.reached, b.reached, rows, inner, columns)
        expectTwins(out, a, b)
      }
    }
  })
}
