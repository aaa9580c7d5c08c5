/** Batch normalisation in float64: sums over rows in order and positions in order within a row. */
import type { BatchNormKernels } from './batchNormKernels'

export function batchNorm64(channels: number, positions: number): BatchNormKernels {
  const stride = channels * positions
  return {
    measure(means, squares, X, rows) {
      for (let c = 0; c < channels; c++) {
        let sum = 0
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) sum += X[i]!
        }
        const mean = sum / (rows * positions)
        let total = 0
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) total += (X[i]! - mean) * (X[i]! - mean)
        }
        means[c] = mean
        squares[c] = total
      }
    },

    normalise(Y, X, W, b, means, inverses, rows) {
      for (let c = 0; c < channels; c++) {
        const mean = means[c]!
        const scale = W[c]! * inverses[c]!
        const bias = b[c]!
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) Y[i] = (X[i]! - mean) * scale + bias
        }
      }
    },

    backward(dX, dW, db, dY, X, W, means, inverses, rows) {
      const count = rows * positions
      for (let c = 0; c < channels; c++) {
        const mean = means[c]!
        const inverse = inverses[c]!
        let sum = 0
        let sumWithNormal = 0
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) {
            const g = dY[i]!
            sum += g
            sumWithNormal += g * ((X[i]! - mean) * inverse)
          }
        }
        db[c] = sum
        dW[c] = sumWithNormal
        if (dX === null) continue
        const scale = W[c]! * inverse
        for (let start = c * positions; start < rows * stride; start += stride) {
          for (let i = start; i < start + positions; i++) {
            const normal = (X[i]! - mean) * inverse
            dX[i] = scale * (dY[i]! - (sum + normal * sumWithNormal) / count)
          }
        }
      }
    },
  }
}
