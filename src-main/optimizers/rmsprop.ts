/**
 * RMSProp: divide each step by a running root-mean-square of its own gradient.
 *
 *   s_dW ← β₂·s_dW + (1 − β₂)·g²        s_dW(0) = `initialSecondMoment`
 *   W    ← W − α·g / (√s_dW + ε)
 *
 * Variant: ε outside the root, s_dW from 0, no bias correction; what libraries do otherwise under the same name is a
 * switch each, off unless asked for:
 * `epsilonPlacement: inside`   √(s_dW + ε): Keras, TensorFlow, optax, Paddle, Graves.
 * `initialSecondMoment: 1`     TensorFlow 1, timm: small first steps.
 * `centered`                   s_dW − gAvg², kept at 0 or above, where PyTorch lets rounding give NaN.
 * `momentum`                   `momentumForm: outside`, m ← μ·m + g/(…) and W ← W − α·m, as PyTorch; `inside`,
 *                              m ← μ·m + α·g/(…) and W ← W − m, as Keras and TensorFlow: one at a constant α only.
 * `biasCorrection`             s_dW/(1 − β₂ᵗ), and gAvg alike: optax.
 * `weightDecay`                coupled as PyTorch, or decoupled as timm offers it.
 * Units: g is loss/[W], s_dW is its square, so α carries the unit of W. ε inside the root has the unit of s_dW.
 * Source: Hinton, Srivastava & Swersky, "Neural Networks for Machine Learning", lecture 6e, 2012; notation of Ng, deep
 * learning course 2, week 2; centring of Graves, "Generating sequences with recurrent neural networks", 2013,
 * eq. 38–41. Fixtures: rmsprop*.json, vectors/rmsprop.json, presets/rmsprop.json.
 */
import { choice, flag, real } from '../contract/field'
import type { RuleCondition, RuleLine } from '../contract/ruleLines'
import { law, preset, pytorch, trajectory, vector, worked } from './checkedAgainst'
import { defineOptimizer, learningRateField } from './defineOptimizer'
import { beta2Field, epsilonField, epsilonPlacementField } from './momentFields'
import { rmspropPresets } from './rmspropPresets'
import { weightDecayFields, weightDecayLines } from './weightDecay'

const withMomentum: RuleCondition = { setting: 'momentum', isNot: 0 }
const isCentered: RuleCondition = { setting: 'centered', is: true }
const isCorrected: RuleCondition = { setting: 'biasCorrection', is: true }
const isRateInside: RuleCondition = { setting: 'momentumForm', is: 'inside' }
const isRateOutside: RuleCondition = { setting: 'momentumForm', is: 'outside' }

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  title: 'RMSProp',
  summary: 'Divides each step by the root of s_dW: steep directions are damped, shallow ones go on.',
  source: 'Hinton, Srivastava & Swersky, lecture 6e, 2012',
  fields: {
    learningRate: learningRateField(1e-3, 'Keras: 1e-3'),
    beta2: beta2Field(0.9, 'Hinton, lecture 6e: 0.9'),
    epsilon: epsilonField(1e-8, 'Ng, course 2, week 2: 1e-8', 'Keeps the division finite.'),
    epsilonPlacement: epsilonPlacementField('Ng, PyTorch: outside; Keras, TensorFlow, optax: inside'),
    initialSecondMoment: real({
      label: 'Initial s_dW',
      symbol: 's₀',
      default: 0,
      min: 0,
      max: 1e6,
      help: 'What s_dW starts from: at 0 the first step is α/√(1 − β₂) whatever the gradient, at 1 it is small.',
      source: 'PyTorch, Keras: 0; TensorFlow 1, timm: 1',
    }),
    momentum: real({
      label: 'Momentum',
      symbol: 'μ',
      default: 0,
      min: 0,
      below: 1,
      help: 'Averages the divided steps; 0 leaves it out.',
      source: 'PyTorch: 0',
    }),
    momentumForm: choice({
      label: 'α and momentum',
      when: { field: 'momentum', isNot: 0 },
      default: 'outside',
      options: [
        { value: 'outside', label: 'outside: W − α·m' },
        { value: 'inside', label: 'inside: W − m' },
      ],
      help: 'Whether α is in the buffer; the same at a constant α, and under a schedule not.',
      source: 'PyTorch: outside; Keras, TensorFlow: inside',
    }),
    centered: flag({
      label: 'Centred',
      default: false,
      help: 'Divides by the standard deviation of the gradient in place of its root-mean-square.',
      source: 'Graves, 2013',
    }),
    biasCorrection: flag({
      label: 'Bias correction',
      default: false,
      help: 'Divides s_dW by 1 − β₂ᵗ, as Adam does, so that its start at 0 does not show.',
      source: 'optax offers it',
    }),
    ...weightDecayFields,
  },
  slots: {
    s: {
      label: 's_dW',
      meaning: 'running mean of g²',
      initial: { from: 'initialSecondMoment' },
      role: 'secondMoment',
    },
    gAvg: { label: 'mean of g', meaning: 'running mean of g', initial: 0 },
    m: { label: 'm', meaning: 'decaying sum of divided gradients', initial: 0, role: 'firstMoment' },
  },
  rule: [
    ...weightDecayLines,
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'gAvg = beta2*gAvg + (1 - beta2)*g', when: isCentered },
    { text: 'corrected = s/(1 - beta2^t)', when: isCorrected, standsFor: 's' },
    { text: 'mean = gAvg/(1 - beta2^t)', when: [isCorrected, isCentered], standsFor: 'gAvg' },
    { text: 'variance = max(s - gAvg^2, 0)', when: isCentered, standsFor: 's' },
    ...placed('w = w - learningRate*g', [{ setting: 'momentum', is: 0 }]),
    ...placed('m = momentum*m + g', [withMomentum, isRateOutside]),
    { text: 'w = w - learningRate*m', when: [withMomentum, isRateOutside] },
    ...placed('m = momentum*m + learningRate*g', [withMomentum, isRateInside]),
    { text: 'w = w - m', when: [withMomentum, isRateInside] },
  ],
  presets: rmspropPresets,
  checkedAgainst: [
    trajectory('rmsprop'),
    trajectory('rmsprop-beta99'),
    trajectory('rmsprop-centered'),
    trajectory('rmsprop-l2'),
    trajectory('rmsprop-large-epsilon'),
    trajectory('rmsprop-momentum'),
    worked('rmsprop-keras', 'the equations of Keras 3'),
    worked('rmsprop-tf1', 'the equations of TensorFlow 1'),
    worked('rmsprop-graves', 'Graves, 2013, eq. 38–41'),
    worked('rmsprop-corrected', 'the equations of optax'),
    preset('Lecture', 'Ng, course 2, week 2, in NumPy'),
    preset('Hinton', 'lecture 6e, slide 29, in NumPy'),
    preset('Graves', 'Graves, 2013, eq. 38–41, in NumPy'),
    preset('PyTorch', pytorch),
    preset('Keras 3', 'keras/src/optimizers/rmsprop.py, in NumPy'),
    preset('TensorFlow 1', 'tensorflow/core/kernels/training_ops.cc, in NumPy'),
    preset('timm', 'timm/optim/rmsprop_tf.py'),
    preset('optax', 'optax/_src/transform.py, in NumPy'),
    preset('Chainer', 'chainer/optimizers/rmsprop.py, in NumPy'),
    preset('Paddle', 'paddle/phi/kernels/impl/rmsprop_kernel_impl.h, in NumPy'),
    ...vectorNames().map(vector),
    law('the first step is α/√(1 − β₂), whatever the gradient', 'the equations'),
    law('0 ≤ s_dW ≤ max g²', 'a mean lies among its terms'),
    law('scaling g leaves the path unchanged as ε → 0', 'the equations'),
    law('a centred variance is never negative', 'the equations, which rounding breaks without the clamp'),
    law('α inside or outside of the momentum is one at a constant α and two under a decaying one', 'the equations'),
    law('bias corrected it is Adam with β₁ = 0', 'Kingma & Ba, 2015, section 5'),
  ],
  exceptions: {
    finiteWhereSquaresOverflow: { reason: 'Once s_dW is infinite, s_dW − gAvg² can be ∞ − ∞.', when: isCentered },
  },
})

/** `numerator / √s and ε`, in both places of ε. */
function placed(numerator: string, conditions: readonly RuleCondition[]): readonly RuleLine[] {
  return [
    {
      text: `${numerator} / (sqrt(s) + epsilon)`,
      when: [...conditions, { setting: 'epsilonPlacement', is: 'outside' }],
    },
    { text: `${numerator} / sqrt(s + epsilon)`, when: [...conditions, { setting: 'epsilonPlacement', is: 'inside' }] },
  ]
}

/** The rows of the table of variants that libraries disagree about. */
function vectorNames(): readonly string[] {
  return [
    'Hinton',
    'Ng',
    'Ng, β₂ = 0.999',
    'PyTorch',
    'PyTorch, centred',
    'PyTorch, momentum',
    'Keras 3',
    'Keras 3, centred',
    'TensorFlow 1',
    'TensorFlow 1, momentum',
    'optax',
    'optax, corrected, ε outside',
    'Paddle',
    'Graves',
  ]
}
