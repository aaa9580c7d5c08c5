/**
 * NAdam: Adam with Nesterov's look-ahead, and a momentum that warms up.
 *
 *   μₜ   = β₁·(1 − ½·0.96^(t·ψ))
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·((1 − μₜ)/(1 − ∏μ)·g + μₜ₊₁/(1 − Π)·m) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: PyTorch's, where m itself decays by β₁, not by μ; ψ is `momentumDecay`. ∏μ, up to and with μₜ, is kept from
 * step to step. Π is ∏μ·μₜ₊₁ (`nextProduct: exact`; the paper, PyTorch 2) or ∏μ·μₜ·μₜ₊₁ (`repeated`, the default; PyTorch
 * 1.x, where μₜ came in twice by mistake, which makes steps about 1 % smaller). ε outside the root, after the correction.
 * Decay coupled, or decoupled as in NAdamW.
 * Units: α carries the unit of W.
 * Source: Dozat, "Incorporating Nesterov momentum into Adam", 2016, algorithm 2 and section 3. Fixture: nadam.json.
 */
import { choice, real } from '../contract/field'
import { preset, pytorch, trajectory, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayFields, weightDecayLines } from './weightDecay'

const usual = { beta1: 0.9, beta2: 0.999, weightDecay: 0 }

export const nadam = defineOptimizer({
  kind: 'nadam',
  title: 'NAdam',
  summary: 'Adam that looks ahead as Nesterov momentum does.',
  source: 'Dozat, 2016',
  fields: {
    learningRate: learningRateField(2e-3, 'PyTorch: 2e-3'),
    beta1: beta1Field(0.9, 'PyTorch: 0.9'),
    beta2: beta2Field(0.999, 'PyTorch: 0.999'),
    epsilon: epsilonField(1e-8, 'PyTorch: 1e-8'),
    momentumDecay: real({
      label: 'Warm-up of μ',
      symbol: 'ψ',
      default: 4e-3,
      min: 0,
      max: 1e6,
      help: 'How fast μ rises from β₁/2 to β₁; at 0 it stays at β₁/2.',
      source: 'PyTorch: 4e-3',
    }),
    nextProduct: choice({
      label: 'Next product of μ',
      default: 'repeated',
      options: [
        { value: 'repeated', label: '∏μ·μₜ·μₜ₊₁' },
        { value: 'exact', label: '∏μ·μₜ₊₁' },
      ],
      help: 'What corrects m: exact is the paper and PyTorch 2; PyTorch 1 has one factor too many.',
      source: 'PyTorch 1.13: repeated',
    }),
    ...weightDecayFields,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
  },
  scalars: { muProduct: { label: '∏μ', meaning: 'product of every μ so far', initial: 1 } },
  rule: [
    ...weightDecayLines,
    { text: 'mu = beta1*(1 - 0.5*0.96^(t*momentumDecay))' },
    { text: 'muNext = beta1*(1 - 0.5*0.96^((t + 1)*momentumDecay))' },
    { text: 'muProduct = muProduct*mu' },
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'productNext = muProduct*mu*muNext', when: { setting: 'nextProduct', is: 'repeated' } },
    { text: 'productNext = muProduct*muNext', when: { setting: 'nextProduct', is: 'exact' } },
    { text: 'ahead = (1 - mu)/(1 - muProduct)*g + muNext/(1 - productNext)*m' },
    { text: 'w = w - learningRate*ahead / (sqrt(s/(1 - beta2^t)) + epsilon)' },
  ],
  presets: [
    {
      title: 'PyTorch 1',
      source: 'torch.optim.NAdam, 1.13',
      values: { ...usual, learningRate: 2e-3, epsilon: 1e-8, momentumDecay: 4e-3, nextProduct: 'repeated' },
    },
    {
      title: 'PyTorch 2',
      source: 'torch.optim.NAdam, 2',
      values: { ...usual, learningRate: 2e-3, epsilon: 1e-8, momentumDecay: 4e-3, nextProduct: 'exact' },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.Nadam',
      values: { ...usual, learningRate: 1e-3, epsilon: 1e-7, momentumDecay: 1, nextProduct: 'exact' },
    },
  ],
  checkedAgainst: [
    trajectory('nadam'),
    worked('nadam-exact', 'Dozat, 2016, algorithm 2'),
    preset('PyTorch 1', pytorch),
    preset('PyTorch 2', 'torch/optim/nadam.py, in NumPy'),
    preset('Keras 3', 'keras/src/optimizers/nadam.py, in NumPy'),
  ],
})
