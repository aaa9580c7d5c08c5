/** The fields that rules with running means share: how long the means remember, and what keeps the division finite. */
import { type RealField, real } from '../contract/field'

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

/** ε. @param help - where it is added, when it is not outside of the root */
export function epsilonField(
  initial: number,
  source: string,
  help = 'Keeps the division finite; added outside of the root.',
): RealField {
  return real({ label: 'Epsilon', symbol: 'ε', default: initial, above: 0, max: 1e6, scale: 'log', help, source })
}
