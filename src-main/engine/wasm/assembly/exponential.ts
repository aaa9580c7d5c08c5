/** eˣ of four float32 numbers: the twin, bit for bit, of `mathematics/float32/exponential32.ts`, where the source is. */

/** Rounded down, x·log₂e + ½ is n; 2ⁿ is multiplied in two halves. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  // pmax(x, low) = x < low ? low : x, which keeps NaN
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89))
  const n = f32x4.floor(f32x4.add(f32x4.mul(bounded, f32x4.splat(1.44269504088896341)), f32x4.splat(0.5)))
  const high = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(0.693359375)))
  const r = f32x4.sub(high, f32x4.mul(n, f32x4.splat(-2.12194440e-4)))
  let p = f32x4.add(f32x4.mul(f32x4.splat(1.9875691500e-4), r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1))
  // NaN becomes 0
  const k = i32x4.trunc_sat_f32x4_s(n)
  const half = i32x4.shr_s(k, 1)
  const bias = i32x4.splat(127)
  const first = i32x4.shl(i32x4.add(half, bias), 23)
  const second = i32x4.shl(i32x4.add(i32x4.sub(k, half), bias), 23)
  return f32x4.mul(f32x4.mul(y, first), second)
}
