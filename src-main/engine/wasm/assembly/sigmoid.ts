/** σ(x) of four float32 numbers: the twin, bit for bit, of `mathematics/float32/sigmoid32.ts`. */
import { ONE } from './constants'
import { exponential } from './exponential'

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return sigmoidOf(x, exponential(f32x4.neg(f32x4.abs(x))))
}

/** σ(x) where e = e^(−|x|) is known already. */
// @ts-ignore: decorator
@inline
export function sigmoidOf(x: v128, e: v128): v128 {
  const one = v128.load(ONE)
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e))
}
