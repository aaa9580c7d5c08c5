/**
 * Batch normalisation in float32: the twin of `wasm/assembly/batchNorm.ts`.
 *
 * Sums in float64 as `FourSums` has them, by the position in the image, rows in order; means, inverse deviations and
 * mean gradients are rounded to float32 before they meet an element, and so is every operation on elements.
 */
import type { BatchNormKernels } from './batchNormKernels'
import { FourSums } from './fourSums'

const round = Math.fround

export function batchNorm32(channels: number, positions: number): BatchNormKernels {
  const stride = channels * positions
  const sum = new FourSums()
  const sumWithNormal = new FourSums()
  return {
    measure(means, squares, X, rows) {
      for (let c = 0; c < channels; c++) {
        sum.clear()
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let p = 0; p < positions; p++) sum.add(p, X[start + p]!)
        }
        means[c] = sum.total() / (rows * positions)
        const mean = round(means[c]!)
        sum.clear()
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let p = 0; p < positions; p++) {
            const distance = round(X[start + p]! - mean)
            sum.add(p, distance * distance)
          }
        }
        squares[c] = sum.total()
      }
    },

    normalise(Y, X, W, b, means, inverses, rows) {
      for (let c = 0; c < channels; c++) {
        const mean = round(means[c]!)
        const scale = round(W[c]! * round(inverses[c]!))
        const bias = b[c]!
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) Y[i] = round(round(X[i]! - mean) * scale) + bias
        }
      }
    },

    backward(dX, dW, db, dY, X, W, means, inverses, rows) {
      const count = rows * positions
      for (let c = 0; c < channels; c++) {
        const mean = round(means[c]!)
        const inverse = round(inverses[c]!)
        sum.clear()
        sumWithNormal.clear()
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let p = 0; p < positions; p++) {
            const g = dY[start + p]!
            sum.add(p, g)
            sumWithNormal.add(p, g * round(round(X[start + p]! - mean) * inverse))
          }
        }
        db[c] = sum.total()
        dW[c] = sumWithNormal.total()
        if (dX === null) continue
        const scale = round(W[c]! * inverse)
        const share = round(sum.total() / count)
        const shareWithNormal = round(sumWithNormal.total() / count)
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) {
            const normal = round(round(X[i]! - mean) * inverse)
            dX[i] = scale * round(dY[i]! - round(share + round(normal * shareWithNormal)))
          }
        }
      }
    },
  }
}
