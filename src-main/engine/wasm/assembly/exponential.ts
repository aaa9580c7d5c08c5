/** eˣ of four float32 numbers: the twin, bit for bit, of `mathematics/float32/exponential32.ts`, where the source is. */
import {
  BIAS,
  EXPONENTIAL,
  HIGHEST,
  LN2_HIGH,
  LN2_LOW,
  LOG2E,
  LOWEST,
  MINUS_ONE_LOWEST,
  ONE,
  ROUNDER,
} from './constants'

// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  // pmax(x, low) = x < low ? low : x, which keeps NaN
  const bounded = f32x4.pmin(f32x4.pmax(x, v128.load(LOWEST)), v128.load(HIGHEST))
  const shifted = shiftedQuotient(bounded)
  // 2ⁿ in two halves: neither overflows or underflows before the result does
  const n = i32x4.sub(shifted, v128.load(ROUNDER))
  const half = i32x4.shr_s(n, 1)
  const first = i32x4.shl(i32x4.add(half, v128.load(BIAS)), 23)
  const second = i32x4.shl(i32x4.add(i32x4.sub(n, half), v128.load(BIAS)), 23)
  return f32x4.mul(f32x4.mul(remainderPower(bounded, shifted), first), second)
}

/** eˣ where it is known that x is in [−80, 80] or NaN: the same bits with less work. */
// @ts-ignore: decorator
@inline
export function moderateExponential(x: v128): v128 {
  const shifted = shiftedQuotient(x)
  const power = i32x4.shl(i32x4.add(i32x4.sub(shifted, v128.load(ROUNDER)), v128.load(BIAS)), 23)
  return f32x4.mul(remainderPower(x, shifted), power)
}

/** eˣ − 1 for x ≤ 0: the twin of `mathematics/float32/exponentialMinusOne32.ts`. */
// @ts-ignore: decorator
@inline
export function exponentialMinusOne(x: v128): v128 {
  const bounded = f32x4.pmax(x, v128.load(MINUS_ONE_LOWEST))
  const shifted = shiftedQuotient(bounded)
  const power = i32x4.shl(i32x4.add(i32x4.sub(shifted, v128.load(ROUNDER)), v128.load(BIAS)), 23)
  const rest = remainderPowerLessOne(bounded, shifted)
  return f32x4.add(f32x4.mul(rest, power), f32x4.sub(power, v128.load(ONE)))
}

/** n + 1.5·2²³ with n = x·log₂e to the nearest integer, which stands in the lower bits */
// @ts-ignore: decorator
@inline
function shiftedQuotient(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, v128.load(LOG2E)), v128.load(ROUNDER))
}

/** e^(x − n·ln 2) */
// @ts-ignore: decorator
@inline
function remainderPower(x: v128, shifted: v128): v128 {
  return f32x4.add(remainderPowerLessOne(x, shifted), v128.load(ONE))
}

/** e^(x − n·ln 2) − 1 */
// @ts-ignore: decorator
@inline
function remainderPowerLessOne(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, v128.load(ROUNDER))
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, v128.load(LN2_HIGH))), f32x4.mul(n, v128.load(LN2_LOW)))
  const square = f32x4.mul(r, r)
  const first = f32x4.add(f32x4.mul(v128.load(EXPONENTIAL), r), v128.load(EXPONENTIAL + 16))
  const second = f32x4.add(f32x4.mul(v128.load(EXPONENTIAL + 32), r), v128.load(EXPONENTIAL + 48))
  const third = f32x4.add(f32x4.mul(v128.load(EXPONENTIAL + 64), r), v128.load(EXPONENTIAL + 80))
  const p = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(first, square), second), square), third)
  return f32x4.add(f32x4.mul(p, square), r)
}
