/**
 * Activations and their derivatives, element by element: the twins of `layers/activations` in float32.
 *
 * `forward` writes out from x; `backward` writes dx from dy and what it needs of y or x, and may be given one array for
 * both gradients. The last vector may read beyond the arrays, never writes there.
 */
import { ONE, SIGN, TANGENT, TANGENT_HIGHEST, TANGENT_SMALL, TWO } from './constants'
import { moderateExponential } from './exponential'
import { sigmoid } from './sigmoid'
import { storeLanes } from './storeLanes'

export function reluForward(out: usize, x: usize, length: i32): void {
  const zero = f32x4.splat(0)
  for (; length > 0; length -= 4) {
    storeLanes(out, f32x4.pmax(v128.load(x), zero), length)
    out += 16
    x += 16
  }
}

export function reluBackward(dx: usize, dy: usize, y: usize, length: i32): void {
  const zero = f32x4.splat(0)
  for (; length > 0; length -= 4) {
    storeLanes(dx, v128.andnot(v128.load(dy), f32x4.le(v128.load(y), zero)), length)
    dx += 16
    dy += 16
    y += 16
  }
}

export function leakyReluForward(out: usize, x: usize, length: i32, slope: f32): void {
  const factor = f32x4.splat(slope)
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    storeLanes(out, v128.bitselect(value, f32x4.mul(factor, value), f32x4.gt(value, f32x4.splat(0))), length)
    out += 16
    x += 16
  }
}

export function leakyReluBackward(dx: usize, dy: usize, x: usize, length: i32, slope: f32): void {
  const factor = f32x4.splat(slope)
  for (; length > 0; length -= 4) {
    const g = v128.load(dy)
    storeLanes(dx, v128.bitselect(g, f32x4.mul(factor, g), f32x4.gt(v128.load(x), f32x4.splat(0))), length)
    dx += 16
    dy += 16
    x += 16
  }
}

export function tanhForward(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, hyperbolicTangent(v128.load(x)), length)
    out += 16
    x += 16
  }
}

/** dx = dy·(1 − y·y) */
export function tanhBackward(dx: usize, dy: usize, y: usize, length: i32): void {
  const one = f32x4.splat(1)
  for (; length > 0; length -= 4) {
    const value = v128.load(y)
    storeLanes(dx, f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(value, value))), length)
    dx += 16
    dy += 16
    y += 16
  }
}

export function sigmoidForward(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(out, sigmoid(v128.load(x)), length)
    out += 16
    x += 16
  }
}

/** dx = dy·(y·(1 − y)) */
export function sigmoidBackward(dx: usize, dy: usize, y: usize, length: i32): void {
  const one = f32x4.splat(1)
  for (; length > 0; length -= 4) {
    const value = v128.load(y)
    storeLanes(dx, f32x4.mul(v128.load(dy), f32x4.mul(value, f32x4.sub(one, value))), length)
    dx += 16
    dy += 16
    y += 16
  }
}

/**
 * tanh x of four float32 numbers: the twin, bit for bit, of `mathematics/float32/hyperbolicTangent32.ts`, where the
 * source is. Both forms are computed, the right one is picked.
 */
// @ts-ignore: decorator
@inline
function hyperbolicTangent(x: v128): v128 {
  const magnitude = f32x4.abs(x)
  const sign = v128.and(x, v128.load(SIGN))
  const one = v128.load(ONE)
  const two = v128.load(TWO)
  const bounded = f32x4.pmin(magnitude, v128.load(TANGENT_HIGHEST))
  const large = f32x4.sub(one, f32x4.div(two, f32x4.add(moderateExponential(f32x4.add(bounded, bounded)), one)))
  const z = f32x4.mul(x, x)
  let p = f32x4.add(f32x4.mul(v128.load(TANGENT), z), v128.load(TANGENT + 16))
  p = f32x4.add(f32x4.mul(p, z), v128.load(TANGENT + 32))
  p = f32x4.add(f32x4.mul(p, z), v128.load(TANGENT + 48))
  p = f32x4.add(f32x4.mul(p, z), v128.load(TANGENT + 64))
  const small = f32x4.add(f32x4.mul(f32x4.mul(p, z), magnitude), magnitude)
  return v128.or(v128.bitselect(large, small, f32x4.gt(magnitude, v128.load(TANGENT_SMALL))), sign)
}
