/** The losses there are, by the names that experiments use. */
import { binaryCrossEntropy } from './binaryCrossEntropy'
import { meanSquaredError } from './meanSquaredError'
import { softmaxCrossEntropy } from './softmaxCrossEntropy'

export const losses = { softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError } as const

export type LossName = keyof typeof losses
