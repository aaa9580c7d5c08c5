/**
 * Coupled L2 weight decay, as the built-in optimizers share it: the gradient of ½λ‖w‖² is added to g before anything
 * else sees it, so it passes through momentum and through s_dW. Unit of λ: loss/[W]².
 *
 *   d = g + λ·w
 *
 * Variant: coupled, as PyTorch's `weight_decay` of SGD, RMSprop and Adam. Decoupled decay (AdamW) is another rule.
 */
import { real } from '../contract/field'
import type { RuleLine } from '../contract/ruleLines'

export const weightDecayField = real({
  label: 'Weight decay',
  symbol: 'λ',
  default: 0,
  min: 0,
  max: 1e6,
  help: 'Coupled L2: λ·w is added to the gradient before anything else; 0 leaves it out.',
  source: 'PyTorch: 0',
})

export const weightDecayLine: RuleLine = {
  text: 'd = g + weightDecay*w',
  when: { setting: 'weightDecay', isNot: 0 },
  standsFor: 'g',
}
