/**
 * + − × ÷ over blocks: out[o + k] ← a[i + k] ∘ b[j + k], and the same with a scalar on one side.
 *
 * A loop for each operation and kind of operand, since that is what makes them fast. The arithmetic is float64; the
 * store rounds, which for these operations on float32 inputs gives the same bits as float32 arithmetic.
 * `out` may be `a` or `b` if it starts at the same element.
 */
import type { Reals } from '../engine/precision'

export interface ArithmeticLoops {
  /** array ∘ array */
  readonly arrays: (out: Reals, o: number, a: Reals, i: number, b: Reals, j: number, length: number) => void
  /** array ∘ scalar */
  readonly byScalar: (out: Reals, o: number, a: Reals, i: number, b: number, length: number) => void
  /** scalar ∘ array */
  readonly ofScalar: (out: Reals, o: number, a: number, b: Reals, j: number, length: number) => void
}

export type ArithmeticOperation = 'add' | 'subtract' | 'multiply' | 'divide'

export const arithmeticLoops: Readonly<Record<ArithmeticOperation, ArithmeticLoops>> = {
  add: {
    arrays(out, o, a, i, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! + b[j + k]!
    },
    byScalar(out, o, a, i, b, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! + b
    },
    ofScalar(out, o, a, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a + b[j + k]!
    },
  },
  subtract: {
    arrays(out, o, a, i, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - b[j + k]!
    },
    byScalar(out, o, a, i, b, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! - b
    },
    ofScalar(out, o, a, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a - b[j + k]!
    },
  },
  multiply: {
    arrays(out, o, a, i, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! * b[j + k]!
    },
    byScalar(out, o, a, i, b, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! * b
    },
    ofScalar(out, o, a, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a * b[j + k]!
    },
  },
  divide: {
    arrays(out, o, a, i, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! / b[j + k]!
    },
    byScalar(out, o, a, i, b, length) {
      for (let k = 0; k < length; k++) out[o + k] = a[i + k]! / b
    },
    ofScalar(out, o, a, b, j, length) {
      for (let k = 0; k < length; k++) out[o + k] = a / b[j + k]!
    },
  },
}

export function isArithmetic(operation: string): operation is ArithmeticOperation {
  return Object.hasOwn(arithmeticLoops, operation)
}
