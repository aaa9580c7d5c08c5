/**
 * Sums of float64 over four float32 lanes: the twin of `kernels/fourSums.ts`. Lanes 0 and 1 are in one register, 2 and 3
 * in another. Lanes that stand for nothing must hold +0: added to a sum that started from +0, it changes nothing.
 */

// @ts-ignore: decorator
@inline
export function lowLanes(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

// @ts-ignore: decorator
@inline
export function highLanes(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3))
}

/** (s₀ + s₁) + (s₂ + s₃) */
// @ts-ignore: decorator
@inline
export function totalOf(low: v128, high: v128): f64 {
  const first = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1)
  return first + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
}

/** The first `count` lanes, four at most; +0 in the others. */
// @ts-ignore: decorator
@inline
export function firstLanes(x: v128, count: i32): v128 {
  return v128.and(x, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)))
}
