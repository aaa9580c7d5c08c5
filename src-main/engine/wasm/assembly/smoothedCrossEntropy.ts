/**
 * Softmax cross-entropy against smoothed targets with its gradient: the twin of `losses/smoothedCrossEntropy32.ts`, where
 * the equations and the order of the sums stand.
 */
import { logarithm } from './logarithm'
import { addLanes, largestOf, sumOfExponentials } from './softmaxCrossEntropy'
import { storeLanes } from './storeLanes'

/**
 * @param gradients rows × columns, or 0 for none
 * @param targets one i32 a row, each in [0, columns)
 * @param rest 1 − ε
 * @param share ε/columns
 * @returns the sum of the rows' losses, not yet divided by their number
 */
export function smoothedCrossEntropy(
  gradients: usize,
  z: usize,
  targets: usize,
  rows: i32,
  columns: i32,
  rest: f32,
  share: f32,
): f64 {
  const row = (<usize>columns) << 2
  const count = f32x4.splat(<f32>rows)
  let total: f64 = 0
  for (; rows > 0; rows--) {
    const target = (<usize>load<i32>(targets)) << 2
    const largest = f32x4.splat(largestOf(z, columns))
    const sum = sumOfExponentials(gradients, z, columns, largest)
    const shifted = f32x4.sub(v128.load32_splat(z + target), largest)
    const below = f32x4.mul(f32x4.splat(share), sumOfShifted(z, columns, largest))
    const expected = f32x4.add(f32x4.mul(f32x4.splat(rest), shifted), below)
    total += <f64>f32x4.extract_lane(f32x4.sub(logarithm(sum), expected), 0)
    if (gradients != 0) {
      const hit = f32x4.sub(f32x4.div(v128.load32_splat(gradients + target), sum), f32x4.splat(rest + share))
      subtractShares(gradients, columns, sum, f32x4.splat(share), count)
      v128.store_lane<f32>(gradients + target, f32x4.div(hit, count), 0)
      gradients += row
    }
    z += row
    targets += 4
  }
  return total
}

function sumOfShifted(z: usize, columns: i32, largest: v128): v128 {
  let sums = f32x4.splat(0)
  for (; columns > 0; columns -= 4) {
    let shifted = f32x4.sub(v128.load(z), largest)
    if (columns < 4) shifted = v128.and(shifted, i32x4.gt_s(i32x4.splat(columns), i32x4(0, 1, 2, 3)))
    sums = f32x4.add(sums, shifted)
    z += 16
  }
  return addLanes(sums)
}

function subtractShares(a: usize, columns: i32, sum: v128, share: v128, count: v128): void {
  for (; columns > 0; columns -= 4) {
    storeLanes(a, f32x4.div(f32x4.sub(f32x4.div(v128.load(a), sum), share), count), columns)
    a += 16
  }
}
