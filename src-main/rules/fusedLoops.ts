/**
 * Frequent combinations of operations in one loop over a block: the same operations, order and roundings as one
 * after the other, without the trips through scratch.
 *
 *   scaledPlus      p·a + b            subtractScaled   a − p·b
 *   blend           p·a + q·b          blendSquare      p·a + q·b²
 *   rootPlus        √a + p             descend          a − (p·b)/c
 *
 * a, b, c are blocks, p and q scalars of the run's precision. In float32 each inner operation is rounded by
 * `Math.fround`, the outer one by the store. `out` may be an input if it starts at the same element.
 */
import type { Precision, Reals } from '../engine/precision'

export type FusedOperation = 'scaledPlus' | 'blend' | 'blendSquare' | 'rootPlus' | 'subtractScaled' | 'descend'

/** A loop ignores the operands that it does not take. Starts: o of out, i of a, j of b, l of c. */
export type FusedLoop = (
  out: Reals,
  o: number,
  a: Reals,
  i: number,
  b: Reals,
  j: number,
  c: Reals,
  l: number,
  p: number,
  q: number,
  length: number,
) => void

const float64Loops: Readonly<Record<FusedOperation, FusedLoop>> = {
  scaledPlus(out, o, a, i, b, j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = p * a[i + k]! + b[j + k]!
  },
  blend(out, o, a, i, b, j, _c, _l, p, q, length) {
    for (let k = 0; k < length; k++) out[o + k] = p * a[i + k]! + q * b[j + k]!
  },
  blendSquare(out, o, a, i, b, j, _c, _l, p, q, length) {
    for (let k = 0; k < length; k++) {
      const x = b[j + k]!
      out[o + k] = p * a[i + k]! + q * (x * x)
    }
  },
  rootPlus(out, o, a, i, _b, _j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = Math.sqrt(a[i + k]!) + p
  },
  subtractScaled(out, o, a, i, b, j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - p * b[j + k]!
  },
  descend(out, o, a, i, b, j, c, l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - (p * b[j + k]!) / c[l + k]!
  },
}

const round = Math.fround

const float32Loops: Readonly<Record<FusedOperation, FusedLoop>> = {
  scaledPlus(out, o, a, i, b, j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = round(p * a[i + k]!) + b[j + k]!
  },
  blend(out, o, a, i, b, j, _c, _l, p, q, length) {
    for (let k = 0; k < length; k++) out[o + k] = round(p * a[i + k]!) + round(q * b[j + k]!)
  },
  blendSquare(out, o, a, i, b, j, _c, _l, p, q, length) {
    for (let k = 0; k < length; k++) {
      const x = b[j + k]!
      out[o + k] = round(p * a[i + k]!) + round(q * round(x * x))
    }
  },
  rootPlus(out, o, a, i, _b, _j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = round(Math.sqrt(a[i + k]!)) + p
  },
  subtractScaled(out, o, a, i, b, j, _c, _l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - round(p * b[j + k]!)
  },
  descend(out, o, a, i, b, j, c, l, p, _q, length) {
    for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - round(round(p * b[j + k]!) / c[l + k]!)
  },
}

const fusedLoops: Readonly<Record<Precision, Readonly<Record<FusedOperation, FusedLoop>>>> = {
  float32: float32Loops,
  float64: float64Loops,
}

export function isFused(operation: string): operation is FusedOperation {
  return Object.hasOwn(float64Loops, operation)
}

export function fusedLoop(operation: FusedOperation, precision: Precision): FusedLoop {
  return fusedLoops[precision][operation]
}
