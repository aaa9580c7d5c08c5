/**
 * What a loss is to a network: a number to make small, and its gradient at the network's output.
 *
 * Every loss is a mean over the rows of a batch, summed in float64 with rows in order and columns in order within a row.
 * Gradients are computed in float64 and rounded on the store.
 */
import type { Reals } from '../precision'

/** One entry a row for class indices, otherwise one an output, row-major. */
export type Targets = ArrayLike<number>

/** What it is, so that a backend knows whose form it has to give. */
export type LossKind =
  | 'softmaxCrossEntropy'
  | 'smoothedCrossEntropy'
  | 'binaryCrossEntropy'
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'huber'

export interface Loss {
  readonly kind: LossKind
  /** the smoothing, or the δ of huber; 0 where there is none */
  readonly setting: number
  /** whether a prediction is right or wrong, so that an accuracy exists */
  readonly isClassification: boolean
  /** entries of the targets that belong to one row */
  targetWidth(columns: number): number
  /**
   * The mean loss. Unless gradients is null, overwrites its first rows × columns elements with d(loss)/d(outputs).
   *
   * @throws RangeError if a target is not what the loss can take
   */
  evaluate(gradients: Reals | null, outputs: Reals, targets: Targets, rows: number, columns: number): number
  /** How many rows are predicted right; 0 where there is no right or wrong. */
  countCorrect(outputs: Reals, targets: Targets, rows: number, columns: number): number
}
