/**
 * ln x, the twin of `logarithm` in the engine, operation for operation.
 *
 * Source: `e_log.c`, fdlibm 5.3 (Sun Microsystems, 1993), reduced as in FreeBSD's msun; see the twin for algorithm and
 * limits.
 */
import type { FunctionBody } from '../functionBody'
import {
  above,
  add,
  addWords,
  below,
  both,
  choose,
  divide,
  equal,
  highWord,
  keep,
  keepWord,
  multiply,
  polynomial,
  realOf,
  returnWhen,
  same,
  shiftRight,
  subtract,
  type Term,
  withHighWord,
  word,
} from './realCode'

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** L₂, L₄, L₆ and L₁, L₃, L₅, L₇ */
const EVEN = [0.3999999999940942, 0.22222198432149784, 0.15313837699209373]
const ODD = [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586]
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_TO_54 = 18014398509481984
const ROOT_HALF = 0x3fe6a09e
const ROOT_TWO_CARRY = 0x3ff00000 - ROOT_HALF

/** @param body - of a function (x: f64) → f64 */
export function writeLogarithm(body: FunctionBody): void {
  const x: Term = (reader) => reader.get(0)
  returnWhen(body, equal(x, 0), Number.NEGATIVE_INFINITY)
  returnWhen(body, same(above(x, 0), word(0)), Number.NaN)
  returnWhen(body, equal(x, Number.POSITIVE_INFINITY), x)
  const isDenormal = keepWord(body, below(x, SMALLEST_NORMAL))
  const normal = keep(body, choose(isDenormal, multiply(x, TWO_TO_54), x))
  const carried = keepWord(body, addWords(highWord(normal), word(ROOT_TWO_CARRY)))
  const k = keep(body, subtract(realOf(shiftRight(carried, word(20))), choose(isDenormal, 1023 + 54, 1023)))
  const reduced = addWords(both(carried, word(0xfffff)), word(ROOT_HALF))
  const f = keep(body, subtract(withHighWord(normal, reduced), 1))
  const halfSquare = keep(body, multiply(0.5, f, f))
  const s = keep(body, divide(f, add(2, f)))
  const z = keep(body, multiply(s, s))
  const w = keep(body, multiply(z, z))
  const odd = multiply(w, polynomial(w, EVEN))
  const even = multiply(z, polynomial(w, ODD))
  const fraction = multiply(s, add(halfSquare, add(even, odd)))
  add(subtract(add(fraction, multiply(k, LN2_LOW)), halfSquare), f, multiply(k, LN2_HIGH))(body)
}
