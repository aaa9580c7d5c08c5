/**
 * RAdam: Adam that leaves s_dW out until enough gradients were seen to trust it, and scales its step by that trust.
 *
 *   m    ← β₁·m    + (1 − β₁)·g         m(0) = 0
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = 0
 *   ρ∞   = 2/(1 − β₂) − 1               ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)
 *   r    = √((ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ))
 *   W    ← W − α·m/(1 − β₁ᵗ) · { r·√(1 − β₂ᵗ)/(√s_dW + ε) if ρ > 5, else 1 }
 *
 * Variant: the threshold is 5 as in PyTorch (4 in the paper); ε beside the uncorrected root, as in PyTorch. While
 * ρ ≤ 5 the step is that of momentum, whose size is not limited by α. Decay coupled, or decoupled.
 * Units: α carries the unit of W once ρ > 5, [W]²/loss before.
 * Source: Liu et al., "On the variance of the adaptive learning rate and beyond", 2020, algorithm 2. Fixture: radam.json.
 */
import { law, preset, pytorch, trajectory } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayFields, weightDecayLines } from './weightDecay'

export const radam = defineOptimizer({
  kind: 'radam',
  title: 'RAdam',
  summary: 'Adam that trusts s_dW only once enough gradients were seen: warm-up by variance.',
  source: 'Liu et al., 2020',
  fields: {
    learningRate: learningRateField(1e-3, 'PyTorch: 1e-3'),
    beta1: beta1Field(0.9, 'PyTorch: 0.9'),
    beta2: beta2Field(0.999, 'PyTorch: 0.999'),
    epsilon: epsilonField(1e-8, 'PyTorch: 1e-8'),
    ...weightDecayFields,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
    s: { label: 's_dW', meaning: 'running mean of g²', initial: 0, role: 'secondMoment' },
  },
  rule: [
    ...weightDecayLines,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'longest = 2/(1 - beta2) - 1' },
    { text: 'length = longest - 2*t*beta2^t/(1 - beta2^t)' },
    { text: 'trust = sqrt((length - 4)*(length - 2)*longest/((longest - 4)*(longest - 2)*length))' },
    { text: 'adapted = trust*sqrt(1 - beta2^t)/(sqrt(s) + epsilon)' },
    { text: 'w = w - learningRate/(1 - beta1^t)*m*where(length > 5, adapted, 1)' },
  ],
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.RAdam',
      values: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    },
  ],
  checkedAgainst: [
    trajectory('radam'),
    preset('PyTorch', pytorch),
    law('the first steps do not divide by s_dW', 'Liu et al., 2020, algorithm 2'),
  ],
})
