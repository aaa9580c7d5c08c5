/**
 * The fields that rules with running means share: how long the means remember, what keeps the division finite, and where
 * that stands.
 */
import { type ChoiceField, choice, type RealField, real } from '../contract/field'

/** β₁, of the running mean of g. */
export function beta1Field(initial: number, source: string): RealField {
  return real({
    label: 'Decay of m',
    symbol: 'β₁',
    default: initial,
    min: 0,
    below: 1,
    help: 'Share of m that survives a step.',
    source,
  })
}

/** β₂, of the running mean of g². */
export function beta2Field(initial: number, source: string): RealField {
  return real({
    label: 'Decay of s_dW',
    symbol: 'β₂',
    default: initial,
    min: 0,
    below: 1,
    help: 'Share of s_dW that survives a step; about 1/(1 − β₂) steps are remembered.',
    source,
  })
}

/** ε beside a root. @param help - where it is added, when it is not outside of the root */
export function epsilonField(
  initial: number,
  source: string,
  help = 'Keeps the division finite; added outside of the root.',
): RealField {
  const shape = {
    label: 'Epsilon',
    symbol: 'ε',
    default: initial,
    above: 0,
    max: 1e6,
    scale: 'log',
    isBesideRoot: true,
  } as const
  return real({ ...shape, help, source })
}

/** Where ε stands: √s + ε or √(s + ε). Inside, ε acts like an ε of √ε outside while s is much smaller than it. */
export function epsilonPlacementField(source: string): ChoiceField<'outside' | 'inside'> {
  return choice({
    label: 'Place of ε',
    default: 'outside',
    options: [
      { value: 'outside', label: 'outside: √s + ε' },
      { value: 'inside', label: 'inside: √(s + ε)' },
    ],
    help: 'Libraries disagree: the same ε holds small gradients back far more inside of the root.',
    source,
  })
}

/**
 * Whether ε is added to the corrected root or to the root as it is, "epsilon hat" of Kingma & Ba, 2015, section 2: there
 * an ε of ε/√(1 − β₂ᵗ) stands beside the corrected root, which is 32 ε in the first step at β₂ = 0.999.
 */
export const epsilonOfCorrectedField = choice({
  label: 'Place of ε',
  default: 'corrected',
  options: [
    { value: 'corrected', label: '√(s/(1 − β₂ᵗ)) + ε' },
    { value: 'hat', label: '√s + ε, “epsilon hat”' },
  ],
  help: 'Beside the corrected root, or beside the root as it is: there ε weighs up to 1/√(1 − β₂) as much at first.',
  source: 'Kingma & Ba, 2015, algorithm 1; PyTorch, optax: corrected; Keras, TensorFlow: hat',
})
