/**
 * Matrix products and dense layers by native code: addresses of the arrays, strides, and where the sums start.
 *
 * A call of native code costs several times what a call of WebAssembly costs, so products too small to win that back are
 * left to the kernels handed in, which give the same bits.
 */
import type { DenseKernels } from '../kernels/denseKernels'
import type { MatrixProducts } from '../kernels/matrixProduct'
import { KernelMemory } from '../wasm/kernelMemory'
import type { NativeVariant } from './nativeAddon'

const { locate } = KernelMemory
const ZEROS = 0
/** Of the results: every value is let through. */
const NO_FLOOR = Number.NEGATIVE_INFINITY

/** Native code over one memory, and who does what is too small for it. */
export interface NativeParts<Small> {
  readonly native: NativeVariant
  /** address of the memory's first byte */
  readonly base: number
  readonly small: Small
  /** multiplications from which a product is native */
  readonly fewest: number
}

export function nativeProducts({ native, base, small, fewest }: NativeParts<MatrixProducts>): MatrixProducts {
  const { product } = native
  return {
    plain(out, a, b, rows, inner, columns) {
      if (rows * inner * columns < fewest) return small.plain(out, a, b, rows, inner, columns)
      const o = base + locate(out, rows * columns)
      const x = base + locate(a, rows * inner)
      const y = base + locate(b, inner * columns)
      product(o, x, y, o, rows, inner, columns, columns, columns, inner, 1, columns, 0, NO_FLOOR)
    },
    leftTransposed(out, a, b, rows, inner, columns) {
      if (rows * inner * columns < fewest) return small.leftTransposed(out, a, b, rows, inner, columns)
      const o = base + locate(out, rows * columns)
      const x = base + locate(a, rows * inner)
      const y = base + locate(b, inner * columns)
      product(o, x, y, o, rows, inner, columns, columns, columns, 1, rows, columns, 0, NO_FLOOR)
    },
    rightTransposed(out, a, b, rows, inner, columns) {
      if (rows * inner * columns < fewest) return small.rightTransposed(out, a, b, rows, inner, columns)
      const o = base + locate(out, rows * columns)
      const x = base + locate(a, rows * inner)
      const y = base + locate(b, inner * columns)
      product(o, x, y, o, rows, inner, columns, columns, columns, inner, 1, inner, 1, NO_FLOOR)
    },
  }
}

export function nativeDense({ native, base, small, fewest }: NativeParts<DenseKernels>): DenseKernels {
  const { product, columnSums } = native
  const above =
    (floor: number, whenSmall: DenseKernels['forward']): DenseKernels['forward'] =>
    (Y, X, W, b, rows, inputs, units) => {
      if (rows * inputs * units < fewest) return whenSmall(Y, X, W, b, rows, inputs, units)
      const y = base + locate(Y, rows * units)
      const x = base + locate(X, rows * inputs)
      const w = base + locate(W, inputs * units)
      const start = base + locate(b, units)
      product(y, x, w, start, rows, inputs, units, units, 0, inputs, 1, units, 0, floor)
    }
  const weightGradients: DenseKernels['weightGradients'] = (dW, dY, X, rows, inputs, units, from, to) => {
    if (rows * (to - from) * units < fewest) return small.weightGradients(dW, dY, X, rows, inputs, units, from, to)
    const dw = base + locate(dW, inputs * units) + from * units * 4
    const x = base + locate(X, rows * inputs) + from * 4
    const dy = base + locate(dY, rows * units)
    product(dw, x, dy, ZEROS, to - from, rows, units, units, 0, 1, inputs, units, 0, NO_FLOOR)
  }
  const biasGradients: DenseKernels['biasGradients'] = (db, dY, rows, units) => {
    if (rows * units < fewest) return small.biasGradients(db, dY, rows, units)
    columnSums(base + locate(db, units), base + locate(dY, rows * units), rows, units)
  }
  return {
    forward: above(NO_FLOOR, small.forward),
    forwardRectified: above(0, small.forwardRectified),
    parameterGradients(dW, db, dY, X, rows, inputs, units) {
      weightGradients(dW, dY, X, rows, inputs, units, 0, inputs)
      biasGradients(db, dY, rows, units)
    },
    weightGradients,
    biasGradients,
    inputGradients(dX, dY, W, rows, inputs, units) {
      if (rows * inputs * units < fewest) return small.inputGradients(dX, dY, W, rows, inputs, units)
      const dx = base + locate(dX, rows * inputs)
      const dy = base + locate(dY, rows * units)
      const w = base + locate(W, inputs * units)
      product(dx, dy, w, ZEROS, rows, units, inputs, inputs, 0, units, 1, units, 1, NO_FLOOR)
    },
  }
}
