/** An end of a run for tests: one finite loss, the others not. */
import type { Outcome } from '../../contract/trainerMessages'

export const sampleOutcome: Outcome = {
  status: 'completed',
  step: 400,
  elapsedMs: 12,
  trainingLoss: 0.25,
  bestTrainingLoss: 0.125,
  validationLoss: Number.POSITIVE_INFINITY,
  validationAccuracy: Number.NaN,
  testLoss: Number.NEGATIVE_INFINITY,
  testAccuracy: 1,
  parameterDigest: 'sha256:00',
  threadsLeftAt: 120,
  result: [],
  divergence: null,
}
