/**
 * What a figure measures, as data: the same object says it to our own engine and to the programs it is compared with.
 *
 * All in float32. RMSProp everywhere: s ← β₂·s + (1 − β₂)·g², w ← w − α·g/(√s + ε) with β₂ = 0.9 and ε = 1e-8.
 * A *pass* is the unit of work a contender counts: a training step, an update, or a product.
 */
import { assertNever } from '../../contract/assertNever'

/** A training step of dense layers: loss and gradients of one batch, and the update. */
export interface PerceptronWork {
  readonly kind: 'perceptron'
  /** inputs, then units of each layer */
  readonly sizes: readonly number[]
  /** between the layers */
  readonly activation: 'tanh' | 'relu'
  /** over the logits; of one output binary, with targets 0 and 1 */
  readonly loss: 'softmaxCrossEntropy' | 'binaryCrossEntropy'
  readonly batchSize: number
  readonly learningRate: number
}

/** A training step of a small network for images: conv, pool, conv, pool, dense, dropout, dense. */
export interface ConvolutionWork {
  readonly kind: 'convolution'
  /** side of the square image of one channel */
  readonly side: number
  /** both keep the size of the image, and a 2×2 maximum halves it */
  readonly convolutions: readonly { readonly filters: number; readonly kernel: number }[]
  readonly units: number
  readonly dropout: number
  readonly classes: number
  readonly batchSize: number
  readonly learningRate: number
  /** examples of what is called an epoch */
  readonly epochSize: number
}

/** The update alone. */
export interface UpdateWork {
  readonly kind: 'update'
  readonly parameters: number
  readonly learningRate: number
}

/** f = ½ Σ curvature·x², gradient in closed form, and the update. */
export interface BowlWork {
  readonly kind: 'bowl'
  readonly curvatures: readonly number[]
  readonly start: readonly number[]
  readonly learningRate: number
}

/** A matrix product of rows × inner by inner × columns; one factor may lie transposed. */
export interface ProductWork {
  readonly kind: 'product'
  readonly orientation: 'plain' | 'leftTransposed' | 'rightTransposed'
  readonly rows: number
  readonly inner: number
  readonly columns: number
}

export type Work = PerceptronWork | ConvolutionWork | UpdateWork | BowlWork | ProductWork

export const figureUnits = ['steps/s', 'samples/s', 'ns/parameter', 'GFLOPS', 's/epoch'] as const
export type FigureUnit = (typeof figureUnits)[number]

export interface Figure {
  readonly id: string
  /** what is measured, in words */
  readonly title: string
  readonly unit: FigureUnit
  readonly work: Work
}

/** Whether a larger number is a better one. */
export function isMoreBetter(unit: FigureUnit): boolean {
  return unit !== 'ns/parameter' && unit !== 's/epoch'
}

/** The measured passes a second in the figure's unit. */
export function inUnit({ unit, work }: Figure, passesPerSecond: number): number {
  switch (work.kind) {
    case 'perceptron':
      return unit === 'steps/s' ? passesPerSecond : passesPerSecond * work.batchSize
    case 'convolution':
      return work.epochSize / (passesPerSecond * work.batchSize)
    case 'update':
      return 1e9 / (passesPerSecond * work.parameters)
    case 'bowl':
      return passesPerSecond
    case 'product':
      return (passesPerSecond * 2 * work.rows * work.inner * work.columns) / 1e9
    default:
      return assertNever(work)
  }
}
