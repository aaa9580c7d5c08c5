/**
 * eˣ, the twin of `exponential` in the engine, operation for operation.
 *
 * Source: `e_exp.c`, fdlibm 5.3 (Sun Microsystems, 1993); see the twin for algorithm and limits.
 */
import type { FunctionBody } from '../functionBody'
import {
  above,
  absolute,
  add,
  below,
  choose,
  divide,
  equal,
  keep,
  multiply,
  polynomial,
  returnWhen,
  subtract,
  type Term,
  truncate,
  unequal,
} from './realCode'
import { writeScaled } from './writeScaled'

const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019411
const HALF_LN2 = 0.34657359027997264
const TWO_TO_MINUS_28 = 3.725290298461914e-9
const INVERSE_LN2 = Math.LOG2E
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** P₁ … P₅ */
const P = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
]

/** @param body - of a function (x: f64) → f64 */
export function writeExponential(body: FunctionBody): void {
  const x: Term = (reader) => reader.get(0)
  returnWhen(body, unequal(x, x), x)
  returnWhen(body, above(x, OVERFLOW), Number.POSITIVE_INFINITY)
  returnWhen(body, below(x, UNDERFLOW), 0)
  const magnitude = keep(body, absolute(x))
  returnWhen(body, below(magnitude, TWO_TO_MINUS_28), add(1, x))
  const nearest = truncate(add(multiply(INVERSE_LN2, x), choose(below(x, 0), -0.5, 0.5)))
  const k = keep(body, choose(above(magnitude, HALF_LN2), nearest, 0))
  const high = keep(body, subtract(x, multiply(k, LN2_HIGH)))
  const low = keep(body, multiply(k, LN2_LOW))
  const r = keep(body, subtract(high, low))
  const t = keep(body, multiply(r, r))
  const c = keep(body, subtract(r, multiply(t, polynomial(t, P))))
  returnWhen(body, equal(k, 0), subtract(1, subtract(divide(multiply(r, c), subtract(c, 2)), r)))
  const y = keep(body, subtract(1, subtract(low, divide(multiply(r, c), subtract(2, c)), high)))
  writeScaled(body, y, k)
}
