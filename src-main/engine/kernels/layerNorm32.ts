/**
 * Layer normalisation in float32: the twin of `wasm/assembly/layerNorm.ts`.
 *
 * Sums in float64 as `FourSums` has them, by the place in the row; means, 1/√(σ² + ε) and mean gradients are rounded to
 * float32, and so is every operation on elements. dW and db add rows in order.
 */
import { FourSums } from './fourSums'
import type { LayerNormKernels } from './layerNormKernels'

const round = Math.fround

export function layerNorm32(size: number, maxRows: number, epsilon: number): LayerNormKernels {
  /** of each row of the last pass: μ and 1/√(σ² + ε) */
  const means = new Float32Array(maxRows)
  const inverses = new Float32Array(maxRows)
  const sum = new FourSums()
  const sumWithNormal = new FourSums()
  return {
    forward(Y, X, W, b, rows) {
      for (let row = 0; row < rows; row++) {
        const start = row * size
        sum.clear()
        for (let j = 0; j < size; j++) sum.add(j, X[start + j]!)
        const mean = round(sum.total() / size)
        sum.clear()
        for (let j = 0; j < size; j++) {
          const distance = round(X[start + j]! - mean)
          sum.add(j, distance * distance)
        }
        const inverse = round(1 / Math.sqrt(sum.total() / size + epsilon))
        for (let j = 0; j < size; j++) {
          Y[start + j] = round(round(round(X[start + j]! - mean) * inverse) * W[j]!) + b[j]!
        }
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
        sum.clear()
        sumWithNormal.clear()
        for (let j = 0; j < size; j++) {
          const g = dY[start + j]!
          const normal = round(round(X[start + j]! - mean) * inverse)
          dW[j] = dW[j]! + round(g * normal)
          db[j] = db[j]! + g
          const weighted = round(g * W[j]!)
          sum.add(j, weighted)
          sumWithNormal.add(j, weighted * normal)
        }
        if (dX === null) continue
        const share = round(sum.total() / size)
        const shareWithNormal = round(sumWithNormal.total() / size)
        for (let j = 0; j < size; j++) {
          const normal = round(round(X[start + j]! - mean) * inverse)
          const taken = round(share + round(normal * shareWithNormal))
          dX[start + j] = inverse * round(round(dY[start + j]! * W[j]!) - taken)
        }
      }
    },
  }
}
