/** Eight sums in float64, lane l for the elements i ≡ l (mod 8): what float32 becomes in them, and how they are added up. */

/** Elements 0 and 1 in float64. */
// @ts-ignore: decorator
@inline
export function lowHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

/** Elements 2 and 3 in float64. */
// @ts-ignore: decorator
@inline
export function highHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(x, x, 1, 1))
}

/** Writes lanes 0 … 7. */
// @ts-ignore: decorator
@inline
export function storeSums(lanes: usize, s0: v128, s1: v128, s2: v128, s3: v128): void {
  v128.store(lanes, s0)
  v128.store(lanes, s1, 16)
  v128.store(lanes, s2, 32)
  v128.store(lanes, s3, 48)
}

// @ts-ignore: decorator
@inline
export function addToLane(lanes: usize, lane: i32, value: f64): void {
  const place = lanes + ((<usize>lane) << 3)
  store<f64>(place, load<f64>(place) + value)
}

/** Neighbours first, then neighbours of those. */
export function addLanes(lanes: usize): f64 {
  const first = load<f64>(lanes) + load<f64>(lanes, 8) + (load<f64>(lanes, 16) + load<f64>(lanes, 24))
  const second = load<f64>(lanes, 32) + load<f64>(lanes, 40) + (load<f64>(lanes, 48) + load<f64>(lanes, 56))
  return first + second
}
