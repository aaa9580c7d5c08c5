/**
 * Layer normalisation in float64: sums in the order of the numbers; dW and db add rows in order.
 */
import type { LayerNormKernels } from './layerNormKernels'

export function layerNorm64(size: number, maxRows: number, epsilon: number): LayerNormKernels {
  /** of each row of the last pass: μ and 1/√(σ² + ε) */
  const means = new Float64Array(maxRows)
  const inverses = new Float64Array(maxRows)
  return {
    forward(Y, X, W, b, rows) {
      for (let row = 0; row < rows; row++) {
        const start = row * size
        let sum = 0
        for (let j = 0; j < size; j++) sum += X[start + j]!
        const mean = sum / size
        let squares = 0
        for (let j = 0; j < size; j++) squares += (X[start + j]! - mean) * (X[start + j]! - mean)
        const inverse = 1 / Math.sqrt(squares / size + epsilon)
        for (let j = 0; j < size; j++) Y[start + j] = (X[start + j]! - mean) * inverse * W[j]! + b[j]!
        means[row] = mean
        inverses[row] = inverse
      }
    },

    backward(dX, dW, db, dY, X, W, rows) {
      dW.fill(0)
      db.fill(0)
      for (let row = 0; row < rows; row++) {
        const start = row * size
        const mean = means[row]!
        const inverse = inverses[row]!
        let sum = 0
        let sumWithNormal = 0
        for (let j = 0; j < size; j++) {
          const g = dY[start + j]!
          const normal = (X[start + j]! - mean) * inverse
          dW[j] = dW[j]! + g * normal
          db[j] = db[j]! + g
          sum += g * W[j]!
          sumWithNormal += g * W[j]! * normal
        }
        if (dX === null) continue
        for (let j = 0; j < size; j++) {
          const normal = (X[start + j]! - mean) * inverse
          dX[start + j] = inverse * (dY[start + j]! * W[j]! - (sum + normal * sumWithNormal) / size)
        }
      }
    },
  }
}
