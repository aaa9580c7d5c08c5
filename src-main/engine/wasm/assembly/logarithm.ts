/**
 * ln x and ln(1 + x) of four float32 numbers: the twins, bit for bit, of `mathematics/float32/logarithm32.ts`, where the
 * source is.
 */

// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  return corrected(x, f32x4.splat(0))
}

// @ts-ignore: decorator
@inline
export function logarithmOnePlus(x: v128): v128 {
  const one = f32x4.splat(1)
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
  const carried = i32x4.add(normal, i32x4.splat(0x3f800000 - 0x3f3504f3))
  const bias = v128.bitselect(i32x4.splat(127 + 23), i32x4.splat(127), isDenormal)
  const k = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(carried, 23), bias))
  const fraction = i32x4.add(v128.and(carried, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3))
  const f = f32x4.sub(fraction, f32x4.splat(1))
  const square = f32x4.mul(f, f)
  let p = f32x4.add(f32x4.mul(f32x4.splat(7.0376836292e-2), f), f32x4.splat(-1.1514610310e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.1676998740e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.2420140846e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.4249322787e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.6668057665e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(2.0000714765e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-2.4999993993e-1))
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(3.3333331174e-1))
  let y = f32x4.mul(f32x4.mul(p, f), square)
  y = f32x4.add(y, f32x4.add(f32x4.mul(k, f32x4.splat(-2.12194440e-4)), lost))
  y = f32x4.sub(y, f32x4.mul(f32x4.splat(0.5), square))
  y = f32x4.add(f32x4.add(f, y), f32x4.mul(k, f32x4.splat(0.693359375)))
  y = v128.bitselect(infinity, y, f32x4.eq(x, infinity))
  y = v128.bitselect(y, f32x4.splat(NaN), f32x4.gt(x, zero))
  return v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, zero))
}
