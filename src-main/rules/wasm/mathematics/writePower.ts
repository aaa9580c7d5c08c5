/**
 * x^y, the twin of `power` in the engine, operation for operation.
 *
 * Source: `e_pow.c`, fdlibm 5.3 (Sun Microsystems, 2004); see the twin for algorithm and special values.
 */
import type { FunctionBody } from '../functionBody'
import {
  above,
  absolute,
  add,
  addWords,
  atLeast,
  atMost,
  below,
  both,
  choose,
  divide,
  either,
  equal,
  floor,
  fromHighWord,
  highWord,
  isAtLeast,
  isGreater,
  isLess,
  keep,
  keepWord,
  multiply,
  polynomial,
  realOf,
  returnWhen,
  same,
  shiftRight,
  squareRoot,
  subtract,
  type Term,
  truncate,
  unequal,
  withHighWord,
  withoutLowWord,
  word,
} from './realCode'
import { writeScaled } from './writeScaled'

const L = [
  0.5999999999999946, 0.4285714285785502, 0.33333332981837743, 0.272728123808534, 0.23066074577556175,
  0.20697501780033842,
]
const P = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
]
const LN2_HIGH = 0.6931471824645996
const LN2_LOW = -1.904654299957768e-9
const CP = 0.9617966939259756
const CP_HIGH = 0.9617967009544373
const CP_LOW = -7.028461650952758e-9
const INVERSE_LN2 = Math.LOG2E
const INVERSE_LN2_HIGH = 1.4426950216293335
const INVERSE_LN2_LOW = 1.9259629911266175e-8
const LOG2_THREE_HALVES_HIGH = 0.5849624872207642
const LOG2_THREE_HALVES_LOW = 1.350039202129749e-8
const OVERFLOW_MARGIN = 8.008566259537294e-17
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_TO_MINUS_20 = 9.5367431640625e-7
const TWO_TO_53 = 9007199254740992
const TWO_TO_31 = 2147483648
const TWO_TO_64 = 1.8446744073709552e19

/** log₂ of the base, head with a cleared low word; in locals. */
interface SplitLocals {
  readonly head: number
  readonly tail: number
}

/** @param body - of a function (x: f64, y: f64) → f64 */
export function writePower(body: FunctionBody): void {
  const x: Term = (reader) => reader.get(0)
  const y: Term = (reader) => reader.get(1)
  const { magnitude, sign } = writeSpecialValues(body, x, y)
  const logarithm: SplitLocals = { head: body.local('f64'), tail: body.local('f64') }
  above(absolute(y), TWO_TO_31)(body)
  body.branch(
    () => writeHugeExponent(body, magnitude, y, sign, logarithm),
    () => writeSplitLogarithm(body, magnitude, logarithm),
  )
  writePowerOfTwo(body, y, sign, logarithm)
}

/** Returns where the answer needs no logarithm. Of what is left, |x| is positive, finite and not 1, y finite, not 0. */
function writeSpecialValues(body: FunctionBody, x: Term, y: Term): { readonly magnitude: Term; readonly sign: Term } {
  returnWhen(body, equal(y, 0), 1)
  returnWhen(body, either(unequal(x, x), unequal(y, y)), Number.NaN)
  const magnitude = keep(body, absolute(x))
  const grows = same(above(magnitude, 1), above(y, 0))
  const limit = choose(equal(magnitude, 1), Number.NaN, choose(grows, Number.POSITIVE_INFINITY, 0))
  returnWhen(body, equal(absolute(y), Number.POSITIVE_INFINITY), limit)
  returnWhen(body, equal(y, 1), x)
  returnWhen(body, equal(y, -1), divide(1, x))
  returnWhen(body, equal(y, 2), multiply(x, x))
  const isNegative = keepWord(body, isLess(highWord(x), word(0)))
  returnWhen(body, both(equal(y, 0.5), same(isNegative, word(0))), squareRoot(x))
  // y/2 and twice its whole part are exact, and so is the difference: what y % 2 is
  const isOdd = equal(absolute(subtract(y, multiply(2, truncate(multiply(0.5, y))))), 1)
  const sign = keep(body, choose(both(isNegative, isOdd), -1, 1))
  const isExtreme = either(equal(magnitude, 0), equal(magnitude, Number.POSITIVE_INFINITY))
  returnWhen(body, isExtreme, multiply(sign, choose(below(y, 0), divide(1, magnitude), magnitude)))
  returnWhen(body, both(isNegative, unequal(truncate(y), y)), Number.NaN)
  returnWhen(body, equal(magnitude, 1), sign)
  return { magnitude, sign }
}

/** |y| > 2³¹: over- or underflow, but for x near 1, where log₂(1 + t) takes four terms of its series. */
function writeHugeExponent(body: FunctionBody, x: Term, y: Term, sign: Term, { head, tail }: SplitLocals): void {
  const t = keep(body, subtract(x, 1))
  const isFar = either(above(absolute(y), TWO_TO_64), either(below(t, -TWO_TO_MINUS_20), above(t, TWO_TO_MINUS_20)))
  const overflows = same(above(x, 1), above(y, 0))
  returnWhen(body, isFar, multiply(sign, choose(overflows, Number.POSITIVE_INFINITY, 0)))
  const series = subtract(0.5, multiply(t, subtract(0.3333333333333333, multiply(t, 0.25))))
  const w = keep(body, multiply(multiply(t, t), series))
  const u = keep(body, multiply(INVERSE_LN2_HIGH, t))
  const v = keep(body, subtract(multiply(t, INVERSE_LN2_LOW), multiply(w, INVERSE_LN2)))
  const rounded = keep(body, withoutLowWord(add(u, v)))
  rounded(body)
  body.set(head)
  subtract(v, subtract(rounded, u))(body)
  body.set(tail)
}

/** log₂ x = n + log₂ b + log₂(a/b), with b = 1 or 1.5 the nearer one to the fraction a of x */
function writeSplitLogarithm(body: FunctionBody, x: Term, { head, tail }: SplitLocals): void {
  const isDenormal = keepWord(body, below(x, SMALLEST_NORMAL))
  const normal = keep(body, choose(isDenormal, multiply(x, TWO_TO_53), x))
  const high = keepWord(body, highWord(normal))
  const fraction = keepWord(body, both(high, word(0xfffff)))
  const isHigh = keepWord(body, isAtLeast(fraction, word(0xbb67a)))
  const isNearThreeHalves = keepWord(body, both(isGreater(fraction, word(0x3988e)), isLess(fraction, word(0xbb67a))))
  const exponent = add(realOf(shiftRight(high, word(20))), choose(isDenormal, -1023 - 53, -1023))
  const n = keep(body, add(exponent, choose(isHigh, 1, 0)))
  const aHigh = keepWord(body, addWords(either(fraction, word(0x3ff00000)), choose(isHigh, word(-0x100000), word(0))))
  const a = keep(body, withHighWord(normal, aHigh))
  const b = keep(body, choose(isNearThreeHalves, 1.5, 1))
  const u = keep(body, subtract(a, b))
  const v = keep(body, divide(1, add(a, b)))
  const s = keep(body, multiply(u, v))
  const sHigh = keep(body, withoutLowWord(s))
  const half = either(shiftRight(aHigh, word(1)), word(0x20000000))
  const step = choose(isNearThreeHalves, word(0x80000 + 0x40000), word(0x80000))
  const tHigh = keep(body, fromHighWord(addWords(half, step)))
  const tLow = subtract(a, subtract(tHigh, b))
  const sLow = keep(body, multiply(v, subtract(u, multiply(sHigh, tHigh), multiply(sHigh, tLow))))
  const z = keep(body, multiply(s, s))
  const series = keep(body, add(multiply(z, z, polynomial(z, L)), multiply(sLow, add(sHigh, s))))
  const squareHigh = keep(body, multiply(sHigh, sHigh))
  const sumHigh = keep(body, withoutLowWord(add(3, squareHigh, series)))
  const sumLow = subtract(series, subtract(sumHigh, 3, squareHigh))
  const productHead = keep(body, multiply(sHigh, sumHigh))
  const productTail = keep(body, add(multiply(sLow, sumHigh), multiply(sumLow, s)))
  const pHigh = keep(body, withoutLowWord(add(productHead, productTail)))
  const pLow = subtract(productTail, subtract(pHigh, productHead))
  const zHigh = keep(body, multiply(CP_HIGH, pHigh))
  const low = choose(isNearThreeHalves, LOG2_THREE_HALVES_LOW, 0)
  const zLow = keep(body, add(multiply(CP_LOW, pHigh), multiply(pLow, CP), low))
  const offset = keep(body, choose(isNearThreeHalves, LOG2_THREE_HALVES_HIGH, 0))
  const rounded = keep(body, withoutLowWord(add(zHigh, zLow, offset, n)))
  rounded(body)
  body.set(head)
  subtract(zLow, subtract(rounded, n, offset, zHigh))(body)
  body.set(tail)
}

/** sign·2^(y·(head + tail)) */
function writePowerOfTwo(body: FunctionBody, y: Term, sign: Term, logarithm: SplitLocals): void {
  const head: Term = (reader) => reader.get(logarithm.head)
  const tail: Term = (reader) => reader.get(logarithm.tail)
  const yHigh = keep(body, withoutLowWord(y))
  const low = keep(body, add(multiply(subtract(y, yHigh), head), multiply(y, tail)))
  const product = keep(body, multiply(yHigh, head))
  const z = keep(body, add(low, product))
  const lost = subtract(z, product)
  const isOver = either(above(z, 1024), above(add(low, OVERFLOW_MARGIN), lost))
  returnWhen(body, both(atLeast(z, 1024), isOver), multiply(sign, Number.POSITIVE_INFINITY))
  const isUnder = either(below(z, -1075), atMost(low, lost))
  returnWhen(body, both(atMost(z, -1075), isUnder), multiply(sign, 0))
  const n = keep(body, choose(above(absolute(z), 0.5), floor(add(z, 0.5)), 0))
  const high = keep(body, subtract(product, n))
  const t = keep(body, withoutLowWord(add(low, high)))
  const u = keep(body, multiply(t, LN2_HIGH))
  const v = keep(body, add(multiply(subtract(low, subtract(t, high)), Math.LN2), multiply(t, LN2_LOW)))
  const w = keep(body, add(u, v))
  const missing = keep(body, subtract(v, subtract(w, u)))
  const square = keep(body, multiply(w, w))
  const c = keep(body, subtract(w, multiply(square, polynomial(square, P))))
  const r = subtract(divide(multiply(w, c), subtract(c, 2)), add(missing, multiply(w, missing)))
  writeScaled(body, keep(body, multiply(sign, subtract(1, subtract(r, w)))), n)
}
