/** Normalisations by WebAssembly: offsets of the arrays, and room for what a pass remembers. */
import type { BatchNormKernels } from '../kernels/batchNormKernels'
import type { LayerNormKernels } from '../kernels/layerNormKernels'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory
const NO_GRADIENTS = 0

export function wasmLayerNorm(
  { exports }: KernelInstance,
  memory: KernelMemory,
  size: number,
  maxRows: number,
  epsilon: number,
): LayerNormKernels {
  const kept = memory.reserve(maxRows * 8)
  return {
    forward(Y, X, W, b, rows) {
      if (rows > maxRows) throw new RangeError(`rows = ${rows}, must be ≤ ${maxRows}`)
      const y = locate(Y, rows * size)
      const x = locate(X, rows * size)
      exports.layerNormForward(y, x, locate(W, size), locate(b, size), rows, size, epsilon, kept)
    },
    backward(dX, dW, db, dY, X, W, rows) {
      const dx = dX === null ? NO_GRADIENTS : locate(dX, rows * size)
      const dw = locate(dW, size)
      const dy = locate(dY, rows * size)
      const x = locate(X, rows * size)
      exports.layerNormBackward(dx, dw, locate(db, size), dy, x, locate(W, size), rows, size, kept)
    },
  }
}

export function wasmBatchNorm({ exports }: KernelInstance, channels: number, positions: number): BatchNormKernels {
  const size = channels * positions
  return {
    measure(means, squares, X, rows) {
      const s = locate(squares, channels)
      exports.batchNormMeasure(locate(means, channels), s, locate(X, rows * size), rows, channels, positions)
    },
    normalise(Y, X, W, b, means, inverses, rows) {
      const y = locate(Y, rows * size)
      const x = locate(X, rows * size)
      const [w, bias] = [locate(W, channels), locate(b, channels)]
      const [m, v] = [locate(means, channels), locate(inverses, channels)]
      exports.batchNormForward(y, x, w, bias, m, v, rows, channels, positions)
    },
    backward(dX, dW, db, dY, X, W, means, inverses, rows) {
      const dx = dX === null ? NO_GRADIENTS : locate(dX, rows * size)
      const [dw, bias, w] = [locate(dW, channels), locate(db, channels), locate(W, channels)]
      const [dy, x] = [locate(dY, rows * size), locate(X, rows * size)]
      const [m, v] = [locate(means, channels), locate(inverses, channels)]
      exports.batchNormBackward(dx, dw, bias, dy, x, w, m, v, rows, channels, positions)
    },
  }
}
