/**
 * Which loss a network is trained by, whether it fits data and output, and how targets are written for it.
 *
 *   softmaxCrossEntropy  one output a class, target = index of the class
 *   binaryCrossEntropy   two classes, one output, target 0 or 1
 *   meanSquaredError, meanAbsoluteError, huber
 *                        one output a class, target = 1 at the class and 0 elsewhere; two classes may use one output,
 *                        target 0 or 1; a regression has one output a value
 *   auto                 the first of these that fits: a regression gets the squared error, two classes on one output
 *                        binaryCrossEntropy, other classes softmaxCrossEntropy
 */
import { assertNever } from '../contract/assertNever'
import type { DatasetShape } from '../datasets/dataset'
import type { LossName } from '../engine/losses'

export type LossChoice = LossName | 'auto'

export function resolveLoss(choice: LossChoice, shape: DatasetShape, outputs: number): LossName {
  if (choice !== 'auto') return choice
  if (shape.kind === 'regression') return 'meanSquaredError'
  return shape.outputs === 2 && outputs === 1 ? 'binaryCrossEntropy' : 'softmaxCrossEntropy'
}

export type Misfit =
  /** the loss is to be put right: what follows its path */
  | { readonly of: 'loss'; readonly message: string }
  /** the last layer is: what follows "must be" */
  | { readonly of: 'outputs'; readonly allowed: string }

/** Why the loss cannot be trained by, or null. */
export function lossMisfit(loss: LossName, shape: DatasetShape, outputs: number): Misfit | null {
  const classes = shape.outputs
  if (shape.kind === 'regression') {
    if (!takesRealTargets(loss)) {
      const allowed = 'one of meanSquaredError, meanAbsoluteError, huber'
      return { of: 'loss', message: `= ${loss}, must be ${allowed}: the data are no classes` }
    }
    return outputs === classes ? null : { of: 'outputs', allowed: `${classes}, one for each value to predict` }
  }
  switch (loss) {
    case 'softmaxCrossEntropy':
      return outputs === classes ? null : { of: 'outputs', allowed: `${classes}, one for each class` }
    case 'binaryCrossEntropy':
      if (classes !== 2) {
        const message = `= binaryCrossEntropy, needs data of two classes (here ${classes}); softmaxCrossEntropy fits`
        return { of: 'loss', message }
      }
      return outputs === 1 ? null : { of: 'outputs', allowed: '1 for binaryCrossEntropy' }
    case 'meanSquaredError':
    case 'meanAbsoluteError':
    case 'huber':
      if (outputs === classes || (classes === 2 && outputs === 1)) return null
      return { of: 'outputs', allowed: `${classes}, one for each class${classes === 2 ? ', or 1' : ''}` }
    default:
      return assertNever(loss)
  }
}

function takesRealTargets(loss: LossName): boolean {
  return loss !== 'softmaxCrossEntropy' && loss !== 'binaryCrossEntropy'
}

/** Writes one example's target to row `row` of `into`. */
export type TargetWriter = (into: Float64Array, row: number, target: number) => void

export interface TargetEncoding {
  /** Numbers a row. */
  readonly width: number
  readonly write: TargetWriter
}

export function encodeTargets(loss: LossName, shape: DatasetShape, outputs: number): TargetEncoding {
  if (!takesRealTargets(loss) || shape.kind === 'regression' || outputs === 1) return { width: 1, write: writeValue }
  return {
    width: outputs,
    write(into, row, target) {
      const start = row * outputs
      into.fill(0, start, start + outputs)
      into[start + target] = 1
    },
  }
}

function writeValue(into: Float64Array, row: number, target: number): void {
  into[row] = target
}
