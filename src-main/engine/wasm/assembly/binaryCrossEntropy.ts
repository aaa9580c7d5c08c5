/**
 * Cross-entropy of logits with its gradient: the twin of `losses/binaryCrossEntropy32.ts`, where the equations
 * and the order of the sum stand.
 */
import { exponential } from './exponential'
import { logarithmOnePlus } from './logarithm'
import { sigmoidOf } from './sigmoid'
import { storeLanes } from './storeLanes'

/**
 * @param gradients as long as z, or 0 for none
 * @param targets as long as z, float32
 * @returns the sum of the elements' losses, not yet divided by their number
 */
export function binaryCrossEntropy(gradients: usize, z: usize, targets: usize, length: i32): f64 {
  const zero = f32x4.splat(0)
  const count = f32x4.splat(<f32>length)
  let total: f64 = 0
  for (; length > 0; length -= 4) {
    const x = v128.load(z)
    const t = v128.load(targets)
    const e = exponential(f32x4.neg(f32x4.abs(x)))
    const loss = f32x4.add(f32x4.sub(f32x4.pmax(x, zero), f32x4.mul(x, t)), logarithmOnePlus(e))
    total += <f64>f32x4.extract_lane(loss, 0)
    if (length > 1) total += <f64>f32x4.extract_lane(loss, 1)
    if (length > 2) total += <f64>f32x4.extract_lane(loss, 2)
    if (length > 3) total += <f64>f32x4.extract_lane(loss, 3)
    if (gradients != 0) {
      storeLanes(gradients, f32x4.div(f32x4.sub(sigmoidOf(x, e), t), count), length)
      gradients += 16
    }
    z += 16
    targets += 16
  }
  return total
}
