/**
 * Expressions of float64 numbers as WebAssembly code, so that an algorithm reads as in its TypeScript twin.
 *
 * A term writes the code that leaves one value on the stack; conditions and words are i32. A comparison with NaN is
 * false, but for `unequal`. Nothing here traps: `integer` is given small integers only.
 */
import type { FunctionBody } from '../functionBody'
import type { PlainOpcode } from '../opcodes'

export type Term = (body: FunctionBody) => void
type Terms = readonly (Term | number)[]

const asTerm =
  (value: Term | number): Term =>
  (body) => {
    if (typeof value === 'number') body.realConstant(value)
    else value(body)
  }

/** An instruction after its operands; a number stands for a float64 constant. */
const instruction =
  (name: PlainOpcode) =>
  (...operands: Terms): Term =>
  (body) => {
    for (const operand of operands) asTerm(operand)(body)
    body.plain(name)
  }

/** From the left: add(a, b, c) is (a + b) + c. */
const fromLeft =
  (name: PlainOpcode) =>
  (first: Term | number, ...others: Terms): Term =>
    others.reduce<Term>((left, right) => instruction(name)(left, right), asTerm(first))

export const add = fromLeft('f64.add')
export const subtract = fromLeft('f64.sub')
export const multiply = fromLeft('f64.mul')
export const divide = instruction('f64.div')
export const absolute = instruction('f64.abs')
export const floor = instruction('f64.floor')
export const truncate = instruction('f64.trunc')
export const squareRoot = instruction('f64.sqrt')

export const equal = instruction('f64.eq')
export const unequal = instruction('f64.ne')
export const below = instruction('f64.lt')
export const above = instruction('f64.gt')
export const atMost = instruction('f64.le')
export const atLeast = instruction('f64.ge')
export const both = instruction('i32.and')
export const either = instruction('i32.or')
export const same = instruction('i32.eq')

export const word =
  (value: number): Term =>
  (body) =>
    body.constant(value)
export const addWords = instruction('i32.add')
export const shiftLeft = instruction('i32.shl')
/** keeps the sign */
export const shiftRight = instruction('i32.shr_s')
export const isLess = instruction('i32.lt_s')
export const isGreater = instruction('i32.gt_s')
export const isAtLeast = instruction('i32.ge_s')
/** float64 of an i32 */
export const realOf = instruction('f64.convert_i32_s')
/** i32 of a float64 that is a small integer */
export const integer = instruction('i32.trunc_f64_s')

/** `whenTrue` or `whenFalse`; both are computed. */
export const choose =
  (condition: Term, whenTrue: Term | number, whenFalse: Term | number): Term =>
  (body) => {
    asTerm(whenTrue)(body)
    asTerm(whenFalse)(body)
    condition(body)
    body.plain('select')
  }

const bits = instruction('i64.reinterpret_f64')
const long32: Term = (body) => body.longConstant(32)
const upperHalf = (high: Term): Term => instruction('i64.shl')(instruction('i64.extend_i32_u')(high), long32)

/** The upper 32 bits of a float64: sign, exponent, 20 bits of the fraction. */
export const highWord = (x: Term): Term => instruction('i32.wrap_i64')(instruction('i64.shr_u')(bits(x), long32))

/** A float64 of a high word, the low word being 0. */
export const fromHighWord = (high: Term): Term => instruction('f64.reinterpret_i64')(upperHalf(high))

/** `x` with another high word. */
export const withHighWord = (x: Term, high: Term): Term => {
  const low = instruction('i64.extend_i32_u')(instruction('i32.wrap_i64')(bits(x)))
  return instruction('f64.reinterpret_i64')(instruction('i64.or')(upperHalf(high), low))
}

/** `x` with the lower half of its fraction cleared. */
export const withoutLowWord = (x: Term): Term => fromHighWord(highWord(x))

/** Computes a float64 once. @returns its value, from a local */
export function keep(body: FunctionBody, value: Term | number): Term {
  return keepAs(body, 'f64', asTerm(value))
}

/** Computes a condition or word once. @returns its value, from a local */
export function keepWord(body: FunctionBody, value: Term): Term {
  return keepAs(body, 'i32', value)
}

function keepAs(body: FunctionBody, type: 'f64' | 'i32', value: Term): Term {
  const local = body.local(type)
  value(body)
  body.set(local)
  return (reader) => reader.get(local)
}

export function returnWhen(body: FunctionBody, condition: Term, value: Term | number): void {
  condition(body)
  body.branch(
    () => {
      asTerm(value)(body)
      body.plain('return')
    },
    () => {},
  )
}

/** a₀ + x·(a₁ + x·(a₂ + …)), innermost first. */
export function polynomial(x: Term, [first = 0, ...others]: readonly number[]): Term {
  return others.length === 0 ? asTerm(first) : add(first, multiply(x, polynomial(x, others)))
}
