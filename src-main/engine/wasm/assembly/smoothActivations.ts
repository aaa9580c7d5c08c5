/**
 * Activations made of exponentials and their derivatives, element by element: the twins of `layers/activations` in
 * float32. Arguments as in `activations`.
 */
import { GELU_SATURATION, NORMAL, ONE } from './constants'
import { exponential, exponentialMinusOne } from './exponential'
import { logarithmOnePlus } from './logarithm'
import { sigmoid } from './sigmoid'
import { storeLanes } from './storeLanes'

export function geluForward(out: usize, x: usize, length: i32): void {
  const lowest = f32x4.neg(v128.load(GELU_SATURATION))
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    const y = f32x4.mul(value, normalDistribution(value, normalExponential(value)))
    storeLanes(out, v128.andnot(y, f32x4.lt(value, lowest)), length)
    out += 16
    x += 16
  }
}

export function geluBackward(dx: usize, dy: usize, x: usize, length: i32): void {
  const highest = v128.load(GELU_SATURATION)
  const density = f32x4.splat(0.3989422804014327)
  for (; length > 0; length -= 4) {
    const value = f32x4.pmax(f32x4.pmin(v128.load(x), highest), f32x4.neg(highest))
    const e = normalExponential(value)
    const slope = f32x4.add(normalDistribution(value, e), f32x4.mul(value, f32x4.mul(density, e)))
    storeLanes(dx, f32x4.mul(v128.load(dy), slope), length)
    dx += 16
    dy += 16
    x += 16
  }
}

export function siluForward(out: usize, x: usize, length: i32): void {
  const lowest = f32x4.splat(-Infinity)
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    storeLanes(out, v128.andnot(f32x4.mul(value, sigmoid(value)), f32x4.eq(value, lowest)), length)
    out += 16
    x += 16
  }
}

export function siluBackward(dx: usize, dy: usize, x: usize, length: i32): void {
  const one = v128.load(ONE)
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    const s = sigmoid(value)
    const slope = f32x4.mul(s, f32x4.add(one, f32x4.mul(value, f32x4.sub(one, s))))
    const isFlat = v128.or(f32x4.eq(s, f32x4.splat(0)), f32x4.eq(s, one))
    storeLanes(dx, f32x4.mul(v128.load(dy), v128.bitselect(s, slope, isFlat)), length)
    dx += 16
    dy += 16
    x += 16
  }
}

export function softplusForward(out: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    const rest = logarithmOnePlus(exponential(f32x4.neg(f32x4.abs(value))))
    storeLanes(out, f32x4.add(f32x4.pmax(value, f32x4.splat(0)), rest), length)
    out += 16
    x += 16
  }
}

export function softplusBackward(dx: usize, dy: usize, x: usize, length: i32): void {
  for (; length > 0; length -= 4) {
    storeLanes(dx, f32x4.mul(v128.load(dy), sigmoid(v128.load(x))), length)
    dx += 16
    dy += 16
    x += 16
  }
}

export function eluForward(out: usize, x: usize, length: i32, alpha: f32): void {
  const factor = f32x4.splat(alpha)
  const zero = f32x4.splat(0)
  for (; length > 0; length -= 4) {
    const value = v128.load(x)
    // above 0 it is not used, but must not be out of bounds
    const low = f32x4.mul(factor, exponentialMinusOne(f32x4.pmin(value, zero)))
    storeLanes(out, v128.bitselect(value, low, f32x4.gt(value, zero)), length)
    out += 16
    x += 16
  }
}

export function eluBackward(dx: usize, dy: usize, y: usize, x: usize, length: i32, alpha: f32): void {
  const factor = f32x4.splat(alpha)
  for (; length > 0; length -= 4) {
    const g = v128.load(dy)
    const low = f32x4.mul(g, f32x4.add(v128.load(y), factor))
    storeLanes(dx, v128.bitselect(g, low, f32x4.gt(v128.load(x), f32x4.splat(0))), length)
    dx += 16
    dy += 16
    y += 16
    x += 16
  }
}

/** e^(−x²/2) */
// @ts-ignore: decorator
@inline
function normalExponential(x: v128): v128 {
  return exponential(f32x4.mul(f32x4.splat(-0.5), f32x4.mul(x, x)))
}

/**
 * Φ of four float32 numbers: the twin, bit for bit, of `mathematics/float32/normalDistribution32.ts`, where the source is.
 *
 * @param e `normalExponential(x)`
 */
// @ts-ignore: decorator
@inline
function normalDistribution(x: v128, e: v128): v128 {
  const one = v128.load(ONE)
  const k = f32x4.div(one, f32x4.add(one, f32x4.mul(v128.load(NORMAL + 144), f32x4.abs(x))))
  let p = f32x4.add(f32x4.mul(v128.load(NORMAL + 128), k), v128.load(NORMAL + 112))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 96))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 80))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 64))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 48))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 32))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL + 16))
  p = f32x4.add(f32x4.mul(p, k), v128.load(NORMAL))
  const tail = f32x4.mul(e, f32x4.mul(k, p))
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, f32x4.splat(0)))
}
