/** A checkpoint for tests: arrays of both precisions, and losses that are not finite. */
import type { Checkpoint } from '../../contract/checkpoint'

export function sampleCheckpoint(changes: Partial<Checkpoint> = {}): Checkpoint {
  return {
    format: 1,
    step: 12,
    elapsedMs: 34.5,
    firstLoss: 2,
    trainingLoss: 0.5,
    bestTrainingLoss: null,
    validationLoss: Number.NaN,
    validationAccuracy: null,
    arrays: [
      { kind: 'parameters', name: 'values', values: Float32Array.of(1.5, -0, Number.NaN) },
      { kind: 'generator', name: 'dropout1', values: Float64Array.of(1, 2, 3, 4, 0, Number.NEGATIVE_INFINITY) },
    ],
    ...changes,
  }
}
