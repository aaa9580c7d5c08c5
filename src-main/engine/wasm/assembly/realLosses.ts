/**
 * Losses of real targets with their gradients: the twins of `losses/meanSquaredError.ts`, `meanAbsoluteError.ts` and
 * `huber.ts`, in float64 like them and rounded on the store; sums in order.
 *
 * `gradients` may be 0 for none; targets are float64. Each returns the sum of the losses, not yet divided by their number.
 */
export function meanSquaredError(gradients: usize, z: usize, targets: usize, length: i32): f64 {
  const count = <f64>length
  let total: f64 = 0
  for (; length > 0; length--) {
    const error = <f64>load<f32>(z) - load<f64>(targets)
    total += error * error
    if (gradients != 0) {
      store<f32>(gradients, <f32>((2 * error) / count))
      gradients += 4
    }
    z += 4
    targets += 8
  }
  return total
}

export function meanAbsoluteError(gradients: usize, z: usize, targets: usize, length: i32): f64 {
  const count = <f64>length
  let total: f64 = 0
  for (; length > 0; length--) {
    const error = <f64>load<f32>(z) - load<f64>(targets)
    total += abs(error)
    if (gradients != 0) {
      store<f32>(gradients, <f32>(signOf(error) / count))
      gradients += 4
    }
    z += 4
    targets += 8
  }
  return total
}

export function huber(gradients: usize, z: usize, targets: usize, length: i32, delta: f64): f64 {
  const count = <f64>length
  let total: f64 = 0
  for (; length > 0; length--) {
    const error = <f64>load<f32>(z) - load<f64>(targets)
    const magnitude = abs(error)
    total += magnitude <= delta ? 0.5 * error * error : delta * (magnitude - 0.5 * delta)
    if (gradients != 0) {
      const clamped = magnitude > delta ? signOf(error) * delta : error
      store<f32>(gradients, <f32>(clamped / count))
      gradients += 4
    }
    z += 4
    targets += 8
  }
  return total
}

/** ±1; ±0 and NaN as they are. */
function signOf(x: f64): f64 {
  return x > 0 ? 1 : x < 0 ? -1 : x
}
