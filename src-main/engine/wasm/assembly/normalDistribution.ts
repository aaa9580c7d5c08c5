/** Φ of four float32 numbers: the twin, bit for bit, of `mathematics/float32/normalDistribution32.ts`, where the source is. */
import { NORMAL, ONE } from './constants'
import { exponential } from './exponential'

/** e^(−x²/2) */
// @ts-ignore: decorator
@inline
export function normalExponential(x: v128): v128 {
  return exponential(f32x4.mul(f32x4.splat(-0.5), f32x4.mul(x, x)))
}

/** @param e `normalExponential(x)` */
// @ts-ignore: decorator
@inline
export function normalDistribution(x: v128, e: v128): v128 {
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
