/** Values to predict, shifted and divided by mean and standard deviation of the training part. */
import { fitStandardising } from './scaling'

/** @param training - rows of the training part */
export function standardisedTargets(targets: Float64Array, training: Uint32Array): Float64Array {
  const { shift, divisor } = fitStandardising(targets, 1, training)
  return targets.map((target) => (target - shift[0]!) / divisor[0]!)
}
