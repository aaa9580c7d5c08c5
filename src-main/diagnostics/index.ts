/** The list of diagnostics, in the order their series are listed. To add one: write its file, and add it here. */
import type { Diagnostic } from './diagnostic'
import { elapsed } from './elapsed'
import { epochTrainingLoss } from './epochTrainingLoss'
import { clippedGradientNorm, gradientNorm } from './gradientNorm'
import { learningRate } from './learningRate'
import { secondMoment } from './secondMoment'
import { secondMomentHistogram } from './secondMomentHistogram'
import { trainingLoss } from './trainingLoss'
import { updateNorm } from './updateNorm'
import { validation } from './validation'

export const diagnostics: readonly Diagnostic[] = [
  trainingLoss,
  epochTrainingLoss,
  validation,
  gradientNorm,
  clippedGradientNorm,
  updateNorm,
  learningRate,
  secondMoment,
  secondMomentHistogram,
  elapsed,
]
