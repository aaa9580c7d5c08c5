/** The diagnostics of every run, in the order their series are listed. */
import type { Diagnostic } from './diagnostic'
import { elapsed } from './elapsed'
import { gradientNorm } from './gradientNorm'
import { learningRate } from './learningRate'
import { secondMoment } from './secondMoment'
import { trainingLoss } from './trainingLoss'
import { updateNorm } from './updateNorm'
import { validation } from './validation'

export const diagnostics: readonly Diagnostic[] = [
  trainingLoss,
  validation,
  gradientNorm,
  updateNorm,
  learningRate,
  secondMoment,
  elapsed,
]
