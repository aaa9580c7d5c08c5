/**
 * Every operation of a rule on one number, in float64: the definition that block kernels and compiled code answer to.
 *
 * The same bits everywhere: exp, log and powers are the engine's own. NaN comparisons are 0, except != which is 1;
 * min and max give NaN if either side is NaN, and order −0 below +0; sign keeps ±0 and NaN.
 */
import { exponential } from '../engine/mathematics/exponential'
import { logarithm } from '../engine/mathematics/logarithm'
import { power } from '../engine/mathematics/power'
import type { RuleOperation } from './rulePlan'

/** An operation ignores the arguments that it does not take. */
export type ScalarOperation = (a: number, b: number, c: number) => number

export const scalarOperations: Readonly<Record<RuleOperation, ScalarOperation>> = {
  copy: (a) => a,
  negate: (a) => -a,
  sqrt: (a) => Math.sqrt(a),
  abs: (a) => Math.abs(a),
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : a),
  exp: (a) => exponential(a),
  log: (a) => logarithm(a),
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => power(a, b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  less: (a, b) => (a < b ? 1 : 0),
  lessOrEqual: (a, b) => (a <= b ? 1 : 0),
  greater: (a, b) => (a > b ? 1 : 0),
  greaterOrEqual: (a, b) => (a >= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  notEqual: (a, b) => (a !== b ? 1 : 0),
  where: (a, b, c) => (a !== 0 ? b : c),
}
