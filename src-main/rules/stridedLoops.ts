/**
 * The operations other than + − × ÷ over blocks: out[o + k] ← operation(a, b, c), one element after the other.
 *
 * Every operand is an array, a start and a stride: 1 moves with the element, 0 repeats one number (a scalar). The
 * frequent ones have a loop of their own; the others call their scalar definition. The store rounds.
 * `out` may be an input if it starts at the same element.
 */
import type { Reals } from '../engine/precision'
import type { RuleOperation } from './rulePlan'
import { type ScalarOperation, scalarOperations } from './scalarOperations'

export interface StridedOperand {
  readonly array: Reals
  readonly stride: 0 | 1
}

/** An operation ignores the operands that it does not take. Starts: o of out, i of a, j of b, l of c. */
export type StridedLoop = (
  out: Reals,
  a: StridedOperand,
  b: StridedOperand,
  c: StridedOperand,
  o: number,
  i: number,
  j: number,
  l: number,
  length: number,
) => void

const copy: StridedLoop = (out, { array: a, stride }, _b, _c, o, i, _j, _l, length) => {
  for (let k = 0; k < length; k++) out[o + k] = a[i + k * stride]!
}

const sqrt: StridedLoop = (out, { array: a, stride }, _b, _c, o, i, _j, _l, length) => {
  for (let k = 0; k < length; k++) out[o + k] = Math.sqrt(a[i + k * stride]!)
}

const abs: StridedLoop = (out, { array: a, stride }, _b, _c, o, i, _j, _l, length) => {
  for (let k = 0; k < length; k++) out[o + k] = Math.abs(a[i + k * stride]!)
}

const sign: StridedLoop = (out, { array: a, stride }, _b, _c, o, i, _j, _l, length) => {
  for (let k = 0; k < length; k++) {
    const x = a[i + k * stride]!
    out[o + k] = x > 0 ? 1 : x < 0 ? -1 : x
  }
}

const min: StridedLoop = (out, { array: a, stride }, { array: b, stride: second }, _c, o, i, j, _l, length) => {
  for (let k = 0; k < length; k++) out[o + k] = Math.min(a[i + k * stride]!, b[j + k * second]!)
}

const max: StridedLoop = (out, { array: a, stride }, { array: b, stride: second }, _c, o, i, j, _l, length) => {
  for (let k = 0; k < length; k++) out[o + k] = Math.max(a[i + k * stride]!, b[j + k * second]!)
}

const where: StridedLoop = (out, a, { array: b, stride: second }, { array: c, stride: third }, o, i, j, l, length) => {
  const { array: condition, stride } = a
  for (let k = 0; k < length; k++) {
    out[o + k] = condition[i + k * stride]! !== 0 ? b[j + k * second]! : c[l + k * third]!
  }
}

const loops: Partial<Record<RuleOperation, StridedLoop>> = { copy, sqrt, abs, sign, min, max, where }

export function stridedLoop(operation: RuleOperation): StridedLoop {
  return loops[operation] ?? calling(scalarOperations[operation])
}

function calling(apply: ScalarOperation): StridedLoop {
  return (out, a, b, c, o, i, j, l, length) => {
    for (let k = 0; k < length; k++) {
      out[o + k] = apply(a.array[i + k * a.stride]!, b.array[j + k * b.stride]!, c.array[l + k * c.stride]!)
    }
  }
}
