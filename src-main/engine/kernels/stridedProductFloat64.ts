/**
 * The inner kernel of the matrix product in float64: the twin of `stridedProductFloat32`, without the roundings.
 */
import type { Reals } from '../precision'
import { canSkipZeros } from './stridedProduct'

/** k is cut into pieces of this length; the sums wait in out between them, which changes no bit */
const PIECE = 1024
const gatheredAt = new Int32Array(PIECE)
const gathered = new Float64Array(PIECE)

/** Adds to out, overwrites nothing else. For the arguments see `StridedProduct`. */
export function stridedProductFloat64(
  out: Reals,
  a: Reals,
  b: Reals,
  rows: number,
  inner: number,
  columns: number,
  aRow: number,
  aInner: number,
  bInner: number,
  bColumn: number,
): void {
  const skipsZeros = canSkipZeros(out, rows * columns, b, inner * columns)
  for (let first = 0; first < inner; first += PIECE) {
    const last = Math.min(inner, first + PIECE)
    for (let i = 0; i < rows; i++) {
      let count = 0
      for (let k = first; k < last; k++) {
        const value = a[i * aRow + k * aInner]!
        if (value !== 0 || !skipsZeros) {
          gathered[count] = value
          gatheredAt[count] = k * bInner
          count++
        }
      }
      addRow(out, i * columns, b, columns, bColumn, count)
    }
  }
}

/** out[start + j] += Σ_t gathered[t]·b[gatheredAt[t] + j·bColumn] for all j < columns */
function addRow(out: Reals, start: number, b: Reals, columns: number, bColumn: number, count: number): void {
  let j = 0
  for (; j + 8 <= columns; j += 8) {
    const o = start + j
    const b0 = j * bColumn
    const b1 = (j + 1) * bColumn
    const b2 = (j + 2) * bColumn
    const b3 = (j + 3) * bColumn
    const b4 = (j + 4) * bColumn
    const b5 = (j + 5) * bColumn
    const b6 = (j + 6) * bColumn
    const b7 = (j + 7) * bColumn
    let s0 = out[o]!
    let s1 = out[o + 1]!
    let s2 = out[o + 2]!
    let s3 = out[o + 3]!
    let s4 = out[o + 4]!
    let s5 = out[o + 5]!
    let s6 = out[o + 6]!
    let s7 = out[o + 7]!
    for (let t = 0; t < count; t++) {
      const x = gathered[t]!
      const at = gatheredAt[t]!
      s0 = s0 + x * b[at + b0]!
      s1 = s1 + x * b[at + b1]!
      s2 = s2 + x * b[at + b2]!
      s3 = s3 + x * b[at + b3]!
      s4 = s4 + x * b[at + b4]!
      s5 = s5 + x * b[at + b5]!
      s6 = s6 + x * b[at + b6]!
      s7 = s7 + x * b[at + b7]!
    }
    out[o] = s0
    out[o + 1] = s1
    out[o + 2] = s2
    out[o + 3] = s3
    out[o + 4] = s4
    out[o + 5] = s5
    out[o + 6] = s6
    out[o + 7] = s7
  }
  for (; j < columns; j++) {
    const column = j * bColumn
    let sum = out[start + j]!
    for (let t = 0; t < count; t++) sum = sum + gathered[t]! * b[gatheredAt[t]! + column]!
    out[start + j] = sum
  }
}
