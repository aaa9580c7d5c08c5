/**
 * Matrix products in the three orientations that dense layers need, all accumulating: out ← out + a·b.
 *
 * Canonical order, which every other kernel of these products must keep bit for bit: each element of out starts from
 * what it holds (zero, a bias, an earlier sum) and takes its products one by one with the inner index rising from 0.
 * Product and sum are two operations, each rounded to the precision; no fused multiply-add. NaN and infinities
 * propagate as IEEE 754 says, also through products with zero. Any NaN equals any NaN.
 *
 * Matrices are row-major and contiguous; sizes may be 0. Nothing is allocated.
 */
import type { Precision, Reals } from '../precision'
import type { StridedProduct } from './stridedProduct'
import { stridedProductFloat32 } from './stridedProductFloat32'
import { stridedProductFloat64 } from './stridedProductFloat64'

/** Adds to out, which is rows × columns; `inner` is the length of each sum. */
export type MatrixProduct = (out: Reals, a: Reals, b: Reals, rows: number, inner: number, columns: number) => void

export interface MatrixProducts {
  /** out += a·b with a rows × inner, b inner × columns */
  readonly plain: MatrixProduct
  /** out += aᵀ·b with a inner × rows, b inner × columns */
  readonly leftTransposed: MatrixProduct
  /** out += a·bᵀ with a rows × inner, b columns × inner */
  readonly rightTransposed: MatrixProduct
}

export function matrixProducts(precision: Precision): MatrixProducts {
  const product: StridedProduct = precision === 'float32' ? stridedProductFloat32 : stridedProductFloat64
  return {
    plain: (out, a, b, rows, inner, columns) => product(out, a, b, rows, inner, columns, inner, 1, columns, 1),
    leftTransposed: (out, a, b, rows, inner, columns) => product(out, a, b, rows, inner, columns, 1, rows, columns, 1),
    rightTransposed: (out, a, b, rows, inner, columns) => product(out, a, b, rows, inner, columns, inner, 1, 1, inner),
  }
}
