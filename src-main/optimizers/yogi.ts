/**
 * Yogi: Adam whose s_dW moves by a fixed share of g² towards it, so that it cannot forget quickly.
 *
 *   m    ← β₁·m + (1 − β₁)·g                             m(0) = `initialMean`
 *   s_dW ← s_dW − (1 − β₂)·sign(s_dW − g²)·g²            s_dW(0) = `initialAccumulator`
 *   W    ← W − α·(m/(1 − β₁ᵗ)) / (√(s_dW/(1 − β₂ᵗ)) + ε)
 *
 * Variant: both moments are corrected as in optax, though s_dW does not start at zero; optax starts m where s_dW starts.
 * The paper starts both at zero and corrects neither (`biasCorrection` off). Weight decay is coupled.
 * Units: α carries the unit of W.
 * Source: Zaheer et al., "Adaptive methods for nonconvex optimization", 2018, algorithm 2. Fixture: yogi.json.
 */
import { flag, real } from '../contract/field'
import { law, preset, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { weightDecayField, weightDecayLine } from './weightDecay'

const paper = 'Zaheer et al., 2018'
const usual = { beta1: 0.9, beta2: 0.999, epsilon: 1e-3, weightDecay: 0 }
const isCorrected = { setting: 'biasCorrection', is: true } as const

export const yogi = defineOptimizer({
  kind: 'yogi',
  title: 'Yogi',
  summary: 'Adam whose s_dW grows and shrinks by small steps only.',
  source: paper,
  fields: {
    learningRate: learningRateField(0.01, `${paper}: 1e-2`),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: { ...beta2Field(0.999, `${paper}: 0.999`), help: 's_dW moves by (1 − β₂)·g² at a step, towards g².' },
    epsilon: epsilonField(1e-3, `${paper}: 1e-3`),
    initialAccumulator: real({
      label: 'Initial s_dW',
      symbol: 's₀',
      default: 1e-6,
      min: 0,
      max: 1e6,
      help: 'What s_dW starts from.',
      source: 'optax: 1e-6',
    }),
    initialMean: real({
      label: 'Initial m',
      symbol: 'm₀',
      default: 0,
      min: 0,
      max: 1e6,
      help: 'What m starts from; above 0 the first steps lead towards lower W.',
      source: 'Zaheer et al., 2018: 0; optax: 1e-6, as s_dW',
    }),
    biasCorrection: flag({
      label: 'Bias correction',
      default: true,
      help: 'Corrects both moments as if they started at zero.',
      source: 'optax: on',
    }),
    weightDecay: weightDecayField,
  },
  slots: {
    m: { label: 'm', meaning: 'running mean of g', initial: { from: 'initialMean' }, role: 'firstMoment' },
    s: { label: 's_dW', meaning: 'g², approached', initial: { from: 'initialAccumulator' }, role: 'secondMoment' },
  },
  rule: [
    weightDecayLine,
    { text: 'm = beta1*m + (1 - beta1)*g' },
    { text: 's = s - (1 - beta2)*sign(s - g^2)*g^2' },
    {
      text: 'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)',
      when: isCorrected,
    },
    { text: 'w = w - learningRate*m / (sqrt(s) + epsilon)', when: { setting: 'biasCorrection', is: false } },
  ],
  presets: [
    {
      title: 'Paper',
      source: `${paper}, algorithm 2 and section 5`,
      values: { ...usual, learningRate: 0.01, initialAccumulator: 0, initialMean: 0, biasCorrection: false },
    },
    {
      title: 'optax',
      source: 'optax.yogi',
      values: { ...usual, initialAccumulator: 1e-6, initialMean: 1e-6, biasCorrection: true },
    },
  ],
  checkedAgainst: [
    worked('yogi', `${paper}, algorithm 2`),
    preset('Paper', `${paper}, algorithm 2, in NumPy`),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    law('s_dW moves by at most (1 − β₂)·g² at a step', `${paper}, section 4`),
  ],
  exceptions: {
    finiteWhereSquaresOverflow: { reason: 'Once s_dW is infinite, s_dW − g² is ∞ − ∞.' },
    zeroGradientIsRest: {
      reason: 'A mean of g that starts above 0 moves W without any gradient.',
      when: { setting: 'initialMean', isNot: 0 },
    },
  },
})
