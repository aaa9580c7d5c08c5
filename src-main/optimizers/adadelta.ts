/**
 * Adadelta: RMSProp whose learning rate is the running size of its own steps, so that units agree.
 *
 *   s ← ρ·s + (1 − ρ)·g²                        s(0) = 0
 *   Δ ← √(u + ε) / √(s + ε) · g                 u(0) = 0
 *   u ← ρ·u + (1 − ρ)·Δ²
 *   W ← W − α·Δ
 *
 * Variant: ε inside both roots, α in front (1 in the paper); u is `delta`. Weight decay is coupled.
 * Units: Δ has the unit of W, as √u has; α has none.
 * Source: Zeiler, "Adadelta: an adaptive learning rate method", 2012, algorithm 1. Fixture: adadelta.json.
 */
import { real } from '../contract/field'
import { preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

export const adadelta = defineOptimizer({
  kind: 'adadelta',
  title: 'Adadelta',
  summary: 'RMSProp that measures its own step size in place of a learning rate.',
  source: 'Zeiler, 2012',
  fields: {
    learningRate: learningRateField(1, 'Zeiler, 2012: none, that is 1'),
    rho: real({
      label: 'Decay of both means',
      symbol: 'ρ',
      default: 0.9,
      min: 0,
      below: 1,
      help: 'Share of s and of u that survives a step.',
      source: 'PyTorch, optax: 0.9',
    }),
    epsilon: {
      ...epsilonField(1e-6, 'PyTorch, optax: 1e-6', 'Inside of both roots; also what the first step is made of.'),
      isBesideRoot: false,
    },
    weightDecay: weightDecayField,
  },
  slots: {
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
    delta: { label: 'u', meaning: 'running mean of squared steps', initial: 0 },
  },
  rule: [
    weightDecayLine,
    { text: 's = rho*s + (1 - rho)*g^2' },
    { text: 'step = sqrt(delta + epsilon) / sqrt(s + epsilon) * g' },
    { text: 'delta = rho*delta + (1 - rho)*step^2' },
    { text: 'w = w - learningRate*step' },
  ],
  presets: [
    {
      title: 'Paper',
      source: 'Zeiler, 2012, section 4.1',
      values: { learningRate: 1, rho: 0.95, epsilon: 1e-6, weightDecay: 0 },
    },
    {
      title: 'PyTorch',
      source: 'torch.optim.Adadelta',
      values: { learningRate: 1, rho: 0.9, epsilon: 1e-6, weightDecay: 0 },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.Adadelta',
      values: { learningRate: 1e-3, rho: 0.95, epsilon: 1e-7, weightDecay: 0 },
    },
    { title: 'optax', source: 'optax.adadelta', values: { rho: 0.9, epsilon: 1e-6, weightDecay: 0 } },
  ],
  checkedAgainst: [
    trajectory('adadelta'),
    preset('Paper', 'Zeiler, 2012, algorithm 1, in NumPy'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/adadelta.py, in NumPy'),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
  ],
})
