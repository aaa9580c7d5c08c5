/**
 * LAMB: Adam's direction, with the length of each parameter's step tied to the length of the parameter.
 *
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   u    = (m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε) + λ·W
 *   W    ← W − α·(‖W‖/‖u‖)·u            the ratio is 1 where either norm is 0
 *
 * Norms are those of one parameter (a layer's W, its b), which is why this is no rule per element.
 * Variant: φ(‖W‖) = ‖W‖, no bounds on the ratio; with bias correction.
 * Units: α is a share of ‖W‖, without a unit; λ has that of 1/W.
 * Source: You et al., "Large batch optimization for deep learning: training BERT in 76 minutes", 2020, algorithm 2.
 */
import { integerPower } from '../engine/mathematics/integerPower'
import { euclideanNorm } from '../engine/measures/norms'
import { adam } from './adam'
import { preset, trajectory } from './checkedAgainst'
import { learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { numberIn } from './numberIn'
import type { OptimizerDefinition } from './optimizer'
import { updateMeans } from './updateMeans'
import { decoupledDecayField } from './weightDecay'

const paper = 'You et al., 2020'
const usual = { beta1: 0.9, beta2: 0.999, epsilon: 1e-6 }
const slots = { m: adam.slots.m!, s: adam.slots.s! }

export const lamb: OptimizerDefinition = {
  kind: 'lamb',
  title: 'LAMB',
  summary: 'Adam’s direction; the length of the step is a share of the length of the parameter, layer by layer.',
  source: `${paper}, algorithm 2`,
  fields: {
    learningRate: learningRateField(1e-3, 'timm, Lamb: 1e-3'),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: epsilonField(1e-6, `${paper}: 1e-6`),
    weightDecay: {
      ...decoupledDecayField(0, 'optax: 0'),
      help: 'λ·w is added to the direction before its length is measured; 0 leaves it out.',
    },
  },
  slots,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    's = beta2*s + (1 - beta2)*g^2',
    'u = (m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon) + weightDecay*w',
    'w = w - learningRate*norm(w)/norm(u)*u',
  ].join('\n'),
  presets: [
    { title: 'Paper', source: `${paper}, section 4`, values: { ...usual, weightDecay: 0.01 } },
    { title: 'optax', source: 'optax.lamb', values: { ...usual, weightDecay: 0 } },
  ],
  checkedAgainst: [
    trajectory('lamb', `${paper}, algorithm 2, worked out in NumPy`),
    preset('Paper', `${paper}, algorithm 2, in NumPy`),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
  ],
  exceptions: {
    independentElements: { reason: 'the length of a step is that of the whole parameter' },
  },
  bind(settings, arena) {
    const ownBeta1 = numberIn(settings, 'beta1')
    const beta2 = numberIn(settings, 'beta2')
    const epsilon = numberIn(settings, 'epsilon')
    const weightDecay = numberIn(settings, 'weightDecay')
    const m = arena.addSlot('m', 0)
    const s = arena.addSlot('s', 0)
    const parts = arena.parameters.map((parameter) => ({
      w: arena.view(parameter),
      m: arena.view(parameter, m),
      s: arena.view(parameter, s),
      u: new Float64Array(parameter.length),
    }))
    return {
      slots,
      step(t, learningRate, beta1 = ownBeta1) {
        updateMeans(m, s, arena.gradients, beta1, beta2)
        const first = 1 - integerPower(beta1, t)
        const second = 1 - integerPower(beta2, t)
        for (const { w, m, s, u } of parts) {
          for (let index = 0; index < w.length; index++) {
            const direction = m[index]! / first / (Math.sqrt(s[index]! / second) + epsilon)
            u[index] = direction + weightDecay * w[index]!
          }
          const ratio = trustRatio(euclideanNorm(w), euclideanNorm(u))
          for (let index = 0; index < w.length; index++) w[index] = w[index]! - learningRate * ratio * u[index]!
        }
      },
    }
  },
}

function trustRatio(weights: number, direction: number): number {
  return weights > 0 && direction > 0 ? weights / direction : 1
}
