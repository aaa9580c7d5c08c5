/** A checkpoint for tests: arrays of both precisions, and losses that are not finite. */
import type { Checkpoint } from '../../contract/snapshot'

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
      { kind: 'parameter', name: 'x', shape: [3], values: Float32Array.of(1.5, -0, Number.NaN) },
      { kind: 'slot', name: 's x', shape: [3], values: Float32Array.of(0, 1, 2) },
      { kind: 'generator', name: 'dropout1', shape: [3], values: Float64Array.of(1, 4, Number.NEGATIVE_INFINITY) },
    ],
    ...changes,
  }
}
