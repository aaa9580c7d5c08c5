/**
 * Gradient clipping, in place, before the update rule sees the gradient.
 *
 *   g ← min(max(g, −v), v)                            v = clipValue > 0
 *   g ← g·c   where c = n / (‖g‖ + 1e-6) is below 1   n = clipNorm > 0, ‖g‖ over all parameters
 *
 * Variant: by value first, so that one huge element does not scale all others to nothing; then the norm of what is
 * left. The norm is a sum of squares in float64 in element order; c is rounded to the run's precision, as a scalar of
 * a rule is. A NaN stays one. Where PyTorch would make a finite gradient 0, since Σ g² overflows or c is too small for the
 * precision, it gets its length all the same. A bound below the 1e-6 has no margin, and ‖g‖ is scaled where squares
 * vanish: PyTorch's margin would shorten every gradient then, however short it is, down to 0.
 * Source: PyTorch, `torch.nn.utils.clip_grad_value_` and `clip_grad_norm_`, whose 1e-6 this is; Pascanu, Mikolov &
 * Bengio, "On the difficulty of training recurrent neural networks", 2013, section 3.2.
 */
import type { FieldValue } from '../contract/field'
import type { Arena } from '../engine/arena'
import { euclideanNorm, largestOf, plainSum, rescale } from '../engine/measures/norms'
import type { Reals } from '../engine/precision'

/** PyTorch's, which keeps its division finite where the gradient is zero. */
const normMargin = 1e-6

/** A smaller factor has lost digits: the smallest numbers of full precision. Where Σ g² overflowed it is 0. */
const smallestFactor = 2 ** -1022
const smallestFactor32 = 2 ** -126

/** What clips the gradients of `arena` in place; undefined where nothing is to be clipped. */
export function clipGradients(
  { clipValue, clipNorm }: Readonly<Record<string, FieldValue>>,
  { gradients, precision }: Pick<Arena, 'gradients' | 'precision'>,
): (() => void) | undefined {
  const value = typeof clipValue === 'number' ? clipValue : 0
  const norm = typeof clipNorm === 'number' ? clipNorm : 0
  if (value === 0 && norm === 0) return undefined
  return () => {
    if (value > 0) clipByValue(gradients, value)
    if (norm > 0) clipByNorm(gradients, norm, precision === 'float32')
  }
}

function clipByValue(g: Reals, value: number): void {
  for (let i = 0; i < g.length; i++) {
    const element = g[i]!
    if (element > value) g[i] = value
    else if (element < -value) g[i] = -value
  }
}

function clipByNorm(g: Reals, norm: number, isFloat32: boolean): void {
  const ratio = norm / (norm < normMargin ? euclideanNorm(g) : Math.sqrt(plainSum(g)) + normMargin)
  if (!(ratio < 1)) return
  const c = isFloat32 ? Math.fround(ratio) : ratio
  if (c < (isFloat32 ? smallestFactor32 : smallestFactor)) {
    const largest = largestOf(g.length, (index) => g[index]!)
    if (Number.isFinite(largest)) {
      rescale(g, largest, norm)
      return
    }
  }
  for (let i = 0; i < g.length; i++) g[i] = g[i]! * c
}
