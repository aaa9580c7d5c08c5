/**
 * A loss given by a formula, as a problem: one parameter `x`, no data, and noise on the gradient if asked for.
 *
 * The formula works in float64 whatever the precision of the run; a gradient is rounded on the store. The loss is the one
 * without noise. Noise: independent normal values of the given standard deviation, from the seed's stream
 * `gradientNoise`, one an element a step in order.
 */
import type { Arena } from '../engine/arena'
import { createGenerator } from '../engine/generator'
import type { Reals } from '../engine/precision'
import type { Problem, ProblemContext } from './problem'

export interface Surface {
  readonly start: readonly number[]
  readonly gradientNoise: number
  readonly optimum: Problem['optimum']
  /** The loss at x; overwrites `gradients`. */
  lossAndGradient(x: Reals, gradients: Reals): number
}

export function surfaceProblem(surface: Surface, { seed, isGradientCheck = false }: ProblemContext): Problem {
  const noise = createGenerator(seed, 'gradientNoise')
  const deviation = isGradientCheck ? 0 : surface.gradientNoise
  const scratch = new Float64Array(surface.start.length)
  let bound: Arena | undefined
  const arena = (): Arena => {
    if (bound === undefined) throw new Error('the problem has no arena yet: call bind first')
    return bound
  }
  return {
    declarations: [{ name: 'x', shape: [surface.start.length] }],
    stepsPerEpoch: null,
    dataDigest: null,
    optimum: surface.optimum,
    ...(deviation > 0 && { state: { tensors: [], generators: [{ name: 'gradientNoise', generator: noise }] } }),
    bind(given) {
      bound = given
    },
    initialise() {
      arena().values.set(surface.start)
    },
    lossAndGradient() {
      const { values, gradients } = arena()
      const loss = surface.lossAndGradient(values, gradients)
      if (deviation > 0) {
        for (let index = 0; index < gradients.length; index++) {
          gradients[index] = gradients[index]! + deviation * noise.nextNormal()
        }
      }
      return loss
    },
    lossAgain: () => surface.lossAndGradient(arena().values, scratch),
    lossAndGradientAgain: () => surface.lossAndGradient(arena().values, arena().gradients),
    evaluate: () => null,
  }
}
