/**
 * tanh x of four float32 numbers: the twin, bit for bit, of `mathematics/float32/hyperbolicTangent32.ts`, where the
 * source is. Both forms are computed, the right one is picked.
 */
import { exponential } from './exponential'

// @ts-ignore: decorator
@inline
export function hyperbolicTangent(x: v128): v128 {
  const magnitude = f32x4.abs(x)
  const sign = v128.and(x, i32x4.splat(0x80000000))
  const one = f32x4.splat(1)
  const two = f32x4.splat(2)
  const large = f32x4.sub(one, f32x4.div(two, f32x4.add(exponential(f32x4.mul(two, magnitude)), one)))
  const z = f32x4.mul(x, x)
  let p = f32x4.add(f32x4.mul(f32x4.splat(-5.70498872745e-3), z), f32x4.splat(2.06390887954e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1))
  const small = f32x4.add(f32x4.mul(f32x4.mul(p, z), magnitude), magnitude)
  return v128.or(v128.bitselect(large, small, f32x4.gt(magnitude, f32x4.splat(0.625))), sign)
}
