/** The losses there are, by the names that experiments use, each made from the settings it reads. */
import { binaryCrossEntropy } from './binaryCrossEntropy'
import { huber } from './huber'
import type { Loss } from './loss'
import { meanAbsoluteError } from './meanAbsoluteError'
import { meanSquaredError } from './meanSquaredError'
import { smoothedCrossEntropy } from './smoothedCrossEntropy'

export interface LossSettings {
  /** of softmaxCrossEntropy, in [0, 1) */
  readonly labelSmoothing: number
  /** of huber, above 0 */
  readonly huberDelta: number
}

/** no smoothing; δ = 1 as in PyTorch and Keras */
const DEFAULTS: LossSettings = { labelSmoothing: 0, huberDelta: 1 }

export const losses = {
  softmaxCrossEntropy: ({ labelSmoothing }) => smoothedCrossEntropy(labelSmoothing),
  binaryCrossEntropy: () => binaryCrossEntropy,
  meanSquaredError: () => meanSquaredError,
  meanAbsoluteError: () => meanAbsoluteError,
  huber: ({ huberDelta }) => huber(huberDelta),
} as const satisfies Record<string, (settings: LossSettings) => Loss>

export type LossName = keyof typeof losses

/** @throws RangeError if there is no such loss, or a setting it reads is out of bounds */
export function buildLoss(name: LossName, settings: Partial<LossSettings> = {}): Loss {
  if (!Object.hasOwn(losses, name)) {
    throw new RangeError(`loss = ${name}, must be one of ${Object.keys(losses).join(', ')}`)
  }
  return losses[name]({ ...DEFAULTS, ...settings })
}
