/**
 * tanh x of four float32 numbers: the twin, bit for bit, of `mathematics/float32/hyperbolicTangent32.ts`, where the
 * source is. Both forms are computed, the right one is picked.
 */
import { ONE, SIGN, TANGENT, TANGENT_HIGHEST, TANGENT_SMALL, TWO } from './constants'
import { moderateExponential } from './exponential'

// @ts-ignore: decorator
@inline
export function hyperbolicTangent(x: v128): v128 {
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
