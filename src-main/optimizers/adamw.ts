/**
 * AdamW: Adam whose weight decay acts on W alone and does not pass through the moments.
 *
 *   W    ← W·(1 − α·λ)
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   W    ← W − α·(m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: ε as in `adam.ts`. The decay is multiplied by α, schedule applied, as in PyTorch, Keras and optax; the paper multiplies it by
 * the schedule alone.
 * Units: α carries the unit of W, λ its inverse.
 * Source: Loshchilov & Hutter, "Decoupled weight decay regularization", 2019, algorithm 2. Fixture: adamw.json.
 */
import { adam, adamStepLines } from './adam'
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField, epsilonOfCorrectedField } from './momentFields'
import { decoupledDecayField, decoupledDecayLine } from './weightDecay'

const usual = { beta1: 0.9, beta2: 0.999, epsilonPlacement: 'corrected' }
const paper = 'Kingma & Ba, 2015, section 2'

export const adamw = defineOptimizer({
  kind: 'adamw',
  title: 'AdamW',
  summary: 'Adam with weight decay beside the step instead of inside the gradient.',
  source: 'Loshchilov & Hutter, 2019',
  fields: {
    learningRate: learningRateField(1e-3, 'PyTorch: 1e-3'),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: epsilonField(1e-8, `${paper}: 1e-8`),
    epsilonPlacement: epsilonOfCorrectedField,
    weightDecay: decoupledDecayField(0.01, 'PyTorch: 1e-2'),
  },
  slots: { m: adam.slots.m!, s: adam.slots.s! },
  rule: [
    decoupledDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    ...adamStepLines,
  ],
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.AdamW',
      values: { learningRate: 1e-3, epsilon: 1e-8, weightDecay: 0.01, ...usual },
    },
    {
      title: 'Keras 3',
      source: 'keras.optimizers.AdamW',
      values: { ...usual, learningRate: 1e-3, epsilon: 1e-7, epsilonPlacement: 'hat', weightDecay: 4e-3 },
    },
    { title: 'optax', source: 'optax.adamw', values: { epsilon: 1e-8, weightDecay: 1e-4, ...usual } },
  ],
  checkedAgainst: [
    trajectory('adamw'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/adamw.py, in NumPy'),
    preset('optax', 'optax/_src/alias.py, in NumPy'),
    law('without decay it is Adam, bit for bit', 'Loshchilov & Hutter, 2019'),
    law('0 ≤ s_dW ≤ max g²', 'a mean lies among its terms'),
  ],
})
