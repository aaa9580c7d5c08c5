/** Where ε stands: √s + ε or √(s + ε). Inside, ε acts like an ε of √ε outside while s is much smaller than it. */
import { type ChoiceField, choice } from '../contract/field'

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
