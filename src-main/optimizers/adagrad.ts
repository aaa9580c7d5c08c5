/**
 * Adagrad: divide each step by the root of the sum of all squared gradients so far.
 *
 *   s ← s + g²                                        s(0) = `initialAccumulator`
 *   W ← W − α/(1 + (t − 1)·η) · g / (√s + ε)           η = `learningRateDecay`
 *
 * Variant: ε outside the root (PyTorch) or inside (Keras, optax, from an accumulator of 0.1). Nothing is forgotten, so
 * steps shrink like 1/√t. Weight decay is coupled.
 * Units: s is (loss/[W])², so α carries the unit of W.
 * Source: Duchi, Hazan & Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011,
 * figure 1 with diagonal matrices. Fixtures: adagrad.json, adagrad-decay.json.
 */
import { real } from '../contract/field'
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { epsilonField, epsilonPlacementField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const usual = { learningRateDecay: 0, weightDecay: 0 }
const isDecaying = { setting: 'learningRateDecay', isNot: 0 } as const

export const adagrad = defineOptimizer({
  kind: 'adagrad',
  title: 'Adagrad',
  summary: 'Divides each step by the root of the sum of all squared gradients: rare directions keep large steps.',
  source: 'Duchi, Hazan & Singer, 2011',
  fields: {
    learningRate: learningRateField(0.01, 'PyTorch: 1e-2'),
    epsilon: epsilonField(1e-10, 'PyTorch: 1e-10', 'Keeps the division finite.'),
    epsilonPlacement: epsilonPlacementField('PyTorch: outside; Keras, optax: inside'),
    initialAccumulator: real({
      label: 'Initial s',
      symbol: 's₀',
      default: 0,
      min: 0,
      max: 1e6,
      help: 'What s starts from; above 0 it holds the first steps back.',
      source: 'PyTorch: 0; Keras, optax: 0.1',
    }),
    learningRateDecay: real({
      label: 'Decay of α',
      symbol: 'η',
      default: 0,
      min: 0,
      max: 1e6,
      help: 'α is divided by 1 + (t − 1)·η; 0 leaves it out.',
      source: 'PyTorch: 0',
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    s: { label: 's_dW', meaning: 'sum of g²', initial: { from: 'initialAccumulator' }, role: 'secondMoment' },
  },
  rule: [
    weightDecayLine,
    { text: 's = s + g^2' },
    { text: 'rate = learningRate/(1 + (t - 1)*learningRateDecay)', when: isDecaying, standsFor: 'learningRate' },
    { text: 'w = w - learningRate*g / (sqrt(s) + epsilon)', when: { setting: 'epsilonPlacement', is: 'outside' } },
    { text: 'w = w - learningRate*g / sqrt(s + epsilon)', when: { setting: 'epsilonPlacement', is: 'inside' } },
  ],
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.Adagrad',
      values: { ...usual, learningRate: 0.01, epsilon: 1e-10, epsilonPlacement: 'outside', initialAccumulator: 0 },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.Adagrad',
      values: { ...usual, learningRate: 1e-3, epsilon: 1e-7, epsilonPlacement: 'inside', initialAccumulator: 0.1 },
    },
    {
      title: 'optax',
      source: 'optax.adagrad',
      values: { ...usual, epsilon: 1e-7, epsilonPlacement: 'inside', initialAccumulator: 0.1 },
    },
  ],
  checkedAgainst: [
    trajectory('adagrad'),
    trajectory('adagrad-decay'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/adagrad.py, in NumPy'),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    law('step t under a constant gradient is α/√t', 'Duchi et al., 2011'),
  ],
})
