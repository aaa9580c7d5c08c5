/** Matrix products and dense layers by WebAssembly: offsets of the arrays, and where the sums start. */
import type { DenseKernels } from '../kernels/denseKernels'
import type { MatrixProducts } from '../kernels/matrixProduct'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory
/** Bytes of eight columns, the width of a panel. */
const PANEL = 32
/** Of the results: every value is let through. */
const NO_FLOOR = Number.NEGATIVE_INFINITY

export function wasmProducts({ exports }: KernelInstance): MatrixProducts {
  const { productRows, productColumns } = exports
  return {
    plain(out, a, b, rows, inner, columns) {
      const o = locate(out, rows * columns)
      const x = locate(a, rows * inner)
      const y = locate(b, inner * columns)
      productRows(o, x, y, rows, inner, columns, 0, o, columns * 4, PANEL, NO_FLOOR)
    },
    leftTransposed(out, a, b, rows, inner, columns) {
      const o = locate(out, rows * columns)
      const x = locate(a, rows * inner)
      const y = locate(b, inner * columns)
      productColumns(o, x, y, rows, inner, columns, rows, o, columns * 4, PANEL, NO_FLOOR)
    },
    rightTransposed(out, a, b, rows, inner, columns) {
      const o = locate(out, rows * columns)
      const x = locate(a, rows * inner)
      const y = locate(b, inner * columns)
      productRows(o, x, y, rows, inner, columns, 1, o, columns * 4, PANEL, NO_FLOOR)
    },
  }
}

export function wasmDense({ exports, zeros }: KernelInstance): DenseKernels {
  const { productRows, productColumns, columnSums } = exports
  const above =
    (floor: number): DenseKernels['forward'] =>
    (Y, X, W, b, rows, inputs, units) => {
      const y = locate(Y, rows * units)
      const x = locate(X, rows * inputs)
      const w = locate(W, inputs * units)
      productRows(y, x, w, rows, inputs, units, 0, locate(b, units), 0, PANEL, floor)
    }
  return {
    forward: above(NO_FLOOR),
    forwardRectified: above(0),
    parameterGradients(dW, db, dY, X, rows, inputs, units) {
      const dw = locate(dW, inputs * units)
      const dy = locate(dY, rows * units)
      productColumns(dw, locate(X, rows * inputs), dy, inputs, rows, units, inputs, zeros, 0, 0, NO_FLOOR)
      columnSums(locate(db, units), dy, rows, units)
    },
    weightGradients(dW, dY, X, rows, inputs, units, from, to) {
      const dw = locate(dW, inputs * units) + from * units * 4
      const x = locate(X, rows * inputs) + from * 4
      productColumns(dw, x, locate(dY, rows * units), to - from, rows, units, inputs, zeros, 0, 0, NO_FLOOR)
    },
    biasGradients(db, dY, rows, units) {
      columnSums(locate(db, units), locate(dY, rows * units), rows, units)
    },
    inputGradients(dX, dY, W, rows, inputs, units) {
      const dx = locate(dX, rows * inputs)
      const dy = locate(dY, rows * units)
      productRows(dx, dy, locate(W, inputs * units), rows, units, inputs, 1, zeros, 0, 0, NO_FLOOR)
    },
  }
}
