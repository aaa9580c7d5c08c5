/**
 * Softmax cross-entropy with its gradient: the twin of `losses/softmaxCrossEntropy32.ts`, where the equations and
 * the order of the sums stand.
 */
import { exponential } from './exponential'
import { logarithm } from './logarithm'
import { storeLanes } from './storeLanes'

/**
 * @param gradients rows × columns, or 0 for none
 * @param targets one i32 a row, each in [0, columns)
 * @returns the sum of the rows' losses, not yet divided by their number
 */
export function softmaxCrossEntropy(gradients: usize, z: usize, targets: usize, rows: i32, columns: i32): f64 {
  const row = (<usize>columns) << 2
  const count = f32x4.splat(<f32>rows)
  let total: f64 = 0
  for (; rows > 0; rows--) {
    const target = (<usize>load<i32>(targets)) << 2
    const largest = f32x4.splat(largestOf(z, columns))
    const sum = sumOfExponentials(gradients, z, columns, largest)
    const shifted = f32x4.sub(v128.load32_splat(z + target), largest)
    total += <f64>f32x4.extract_lane(f32x4.sub(logarithm(sum), shifted), 0)
    if (gradients != 0) {
      const hit = f32x4.sub(f32x4.div(v128.load32_splat(gradients + target), sum), f32x4.splat(1))
      divideAll(gradients, columns, sum, count)
      v128.store_lane<f32>(gradients + target, f32x4.div(hit, count), 0)
      gradients += row
    }
    z += row
    targets += 4
  }
  return total
}

/** With a NaN among them, any of them: the row's results are NaN then, whatever is taken off. */
export function largestOf(z: usize, columns: i32): f32 {
  let most = load<f32>(z)
  if (columns >= 4) {
    let m = v128.load(z)
    for (; columns >= 8; columns -= 4) {
      z += 16
      m = f32x4.pmax(m, v128.load(z))
    }
    z += 16
    columns -= 4
    m = f32x4.pmax(m, v128.shuffle<f32>(m, m, 2, 3, 0, 1))
    m = f32x4.pmax(m, v128.shuffle<f32>(m, m, 1, 0, 3, 2))
    most = f32x4.extract_lane(m, 0)
  }
  for (; columns > 0; columns--) {
    const value = load<f32>(z)
    if (value > most) most = value
    z += 4
  }
  return most
}

/** Σ_j e^(z_j − m) in all lanes; keeps the terms in `keep` unless that is 0. */
export function sumOfExponentials(keep: usize, z: usize, columns: i32, largest: v128): v128 {
  let sums = f32x4.splat(0)
  for (; columns > 0; columns -= 4) {
    let e = exponential(f32x4.sub(v128.load(z), largest))
    if (columns < 4) e = v128.and(e, i32x4.gt_s(i32x4.splat(columns), i32x4(0, 1, 2, 3)))
    sums = f32x4.add(sums, e)
    if (keep != 0) {
      storeLanes(keep, e, columns)
      keep += 16
    }
    z += 16
  }
  return addLanes(sums)
}

/** (s₀ + s₁) + (s₂ + s₃) in all lanes */
// @ts-ignore: decorator
@inline
export function addLanes(sums: v128): v128 {
  const pairs = f32x4.add(sums, v128.shuffle<f32>(sums, sums, 1, 0, 3, 2))
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 2, 3, 0, 1))
}

function divideAll(a: usize, columns: i32, sum: v128, count: v128): void {
  for (; columns > 0; columns -= 4) {
    storeLanes(a, f32x4.div(f32x4.div(v128.load(a), sum), count), columns)
    a += 16
  }
}
