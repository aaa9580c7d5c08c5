import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { allocateReals } from '../precision'
import { arbitraryReal, realKinds } from '../testing/arbitraryReals'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays } from '../testing/twinArrays'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const plain = typescriptKernels('float32')
const twins = new TwinArrays(fast.allocate)
const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 8, maxLength: 8 })
const rowCounts = fc.integer({ min: 1, max: 9 })

test.each(realKinds)('layer normalisation of %s elements and its gradients, bit for bit the reference', (kind) => {
  const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
  const sizes = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(rowCounts, sizes, gaps, values, values, (rows, size, gap, some, others) => {
      twins.reset()
      const X = twins.take(some, rows * size, gap[0]!)
      const W = twins.take(others, size, gap[1]!)
      const b = twins.take(some.slice().reverse(), size, gap[2]!)
      const Y = twins.take([9], rows * size, gap[3]!)
      const dY = twins.take(others.slice().reverse(), rows * size, gap[4]!)
      const dX = twins.take([9], rows * size, gap[5]!)
      const dW = twins.take([9], size, gap[6]!)
      const db = twins.take([9], size, gap[7]!)
      for (const which of ['reference', 'reached'] as const) {
        const kernels = (which === 'reached' ? fast : plain).layerNorm(size, rows, 1e-5)
        kernels.forward(Y[which], X[which], W[which], b[which], rows)
        kernels.backward(null, dW[which], db[which], dY[which], X[which], W[which], rows)
        kernels.backward(dX[which], dW[which], db[which], dY[which], X[which], W[which], rows)
      }
      for (const { reached, reference } of [X, W, b, Y, dY, dX, dW, db]) {
        expect(firstDifference(reached, reference)).toBe(null)
      }
      expect(twins.strayWrites()).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test.each(realKinds)('batch normalisation of %s elements and its gradients, bit for bit the reference', (kind) => {
  const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
  const [channelCounts, positionCounts] = [fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 20 })]
  const statistics = [0, 1, 2].map(() => fast.allocate('float64', 7))
  fc.assert(
    fc.property(
      ...([rowCounts, channelCounts, positionCounts, gaps, values, values] as const),
      (rows, channels, positions, gap, some, others) => {
        twins.reset()
        const size = rows * channels * positions
        const X = twins.take(some, size, gap[0]!)
        const W = twins.take(others, channels, gap[1]!)
        const b = twins.take(some.slice().reverse(), channels, gap[2]!)
        const Y = twins.take([9], size, gap[3]!)
        const dY = twins.take(others.slice().reverse(), size, gap[4]!)
        const dX = twins.take([9], size, gap[5]!)
        const dW = twins.take([9], channels, gap[6]!)
        const db = twins.take([9], channels, gap[7]!)
        const results = (['reference', 'reached'] as const).map((which) => {
          const isFast = which === 'reached'
          const kernels = (isFast ? fast : plain).batchNorm(channels, positions)
          const [means, squares, inverses] = isFast ? statistics : statistics.map(() => allocateReals('float64', 7))
          kernels.measure(means!, squares!, X[which], rows)
          for (let c = 0; c < channels; c++) {
            inverses![c] = 1 / Math.sqrt(squares![c]! / (rows * positions) + 1e-5)
          }
          kernels.normalise(Y[which], X[which], W[which], b[which], means!, inverses!, rows)
          const backward = (target: typeof X.reached | null) =>
            kernels.backward(
              ...([target, dW[which], db[which], dY[which], X[which], W[which]] as const),
              ...([means!, inverses!, rows] as const),
            )
          backward(null)
          backward(dX[which])
          return [...means!.slice(0, channels), ...squares!.slice(0, channels)]
        })
        expect(results[1]).toEqual(results[0])
        for (const { reached, reference } of [X, W, b, Y, dY, dX, dW, db]) {
          expect(firstDifference(reached, reference)).toBe(null)
        }
        expect(twins.strayWrites()).toBe(0)
      },
    ),
    { numRuns: 300 },
  )
})
