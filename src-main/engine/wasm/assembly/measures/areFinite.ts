/** Whether no element is NaN or infinite: the twin of `measures/areFinite.ts`. */
export function areFinite(a: usize, length: i32): bool {
  // 0·x is NaN exactly when x is not finite, and stays in a sum
  const zero = f32x4.splat(0)
  let s0 = zero
  let s1 = zero
  let i: i32 = 0
  for (; i + 8 <= length; i += 8) {
    s0 = f32x4.add(s0, f32x4.mul(zero, v128.load(a)))
    s1 = f32x4.add(s1, f32x4.mul(zero, v128.load(a, 16)))
    a += 32
  }
  const sums = f32x4.add(s0, s1)
  let sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1)
  sum += f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3)
  for (; i < length; i++) {
    sum += 0 * load<f32>(a)
    a += 4
  }
  return sum == 0
}
