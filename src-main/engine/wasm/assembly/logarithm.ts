/**
 * ln x and ln(1 + x) of four float32 numbers: the twins, bit for bit, of `mathematics/float32/logarithm32.ts`, where the
 * source is.
 */
import { BIAS, HALF, LN2_HIGH, LN2_LOW, LOGARITHM, MANTISSA, ONE, ROOT_HALF, ROOT_TWO_CARRY } from './constants'

// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  return corrected(x, f32x4.splat(0))
}

// @ts-ignore: decorator
@inline
export function logarithmOnePlus(x: v128): v128 {
  const one = v128.load(ONE)
  const u = f32x4.add(one, x)
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(u, one)), u)
  const y = corrected(u, v128.and(lost, f32x4.lt(f32x4.abs(lost), one)))
  return v128.bitselect(x, y, f32x4.eq(u, one))
}

/** ln x + lost */
// @ts-ignore: decorator
@inline
function corrected(x: v128, lost: v128): v128 {
  const zero = f32x4.splat(0)
  const infinity = f32x4.splat(Infinity)
  const isDenormal = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38))
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, isDenormal)
  const carried = i32x4.add(normal, v128.load(ROOT_TWO_CARRY))
  const bias = v128.bitselect(i32x4.splat(127 + 23), v128.load(BIAS), isDenormal)
  const k = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(carried, 23), bias))
  const fraction = i32x4.add(v128.and(carried, v128.load(MANTISSA)), v128.load(ROOT_HALF))
  const f = f32x4.sub(fraction, v128.load(ONE))
  const square = f32x4.mul(f, f)
  let p = f32x4.add(f32x4.mul(v128.load(LOGARITHM), f), v128.load(LOGARITHM + 16))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 32))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 48))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 64))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 80))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 96))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 112))
  p = f32x4.add(f32x4.mul(p, f), v128.load(LOGARITHM + 128))
  let y = f32x4.mul(f32x4.mul(p, f), square)
  y = f32x4.add(y, f32x4.add(f32x4.mul(k, v128.load(LN2_LOW)), lost))
  y = f32x4.sub(y, f32x4.mul(v128.load(HALF), square))
  y = f32x4.add(f32x4.add(f, y), f32x4.mul(k, v128.load(LN2_HIGH)))
  y = v128.bitselect(infinity, y, f32x4.eq(x, infinity))
  y = v128.bitselect(y, f32x4.splat(NaN), f32x4.gt(x, zero))
  return v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero))
}
