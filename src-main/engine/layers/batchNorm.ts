/**
 * Batch normalisation: every channel shifted and divided by its own mean and deviation over the batch.
 *
 *   x̂ = (x − μ)/√(σ² + ε)        y = W·x̂ + b        σ² = mean of (x − μ)², over N = rows · positions of a channel
 *   db = Σ dy        dW = Σ dy·x̂        dx = W/√(σ² + ε)·(dy − (db + x̂·dW)/N)
 *   running ← (1 − momentum)·running + momentum·batch        an evaluation takes the running mean and variance
 *
 * Shapes: of [channels, …positions] each channel, of [features] each feature; W and b (γ and β of the paper) [channels].
 * Variant: as PyTorch. `momentum` is the batch's share (Keras' is the rest: 0.9 there is 0.1 here; its default is 0.99);
 * the running variance is that of a sample, σ²·N/(N − 1) (Keras: σ²); ε = 1e-5 (Keras: 1e-3). A batch with one number a
 * channel has no variance: x̂ is 0 and the running statistics stay as they are (PyTorch refuses it).
 * Arithmetic: `kernels/batchNorm64` and `batchNorm32`; running statistics in float64, rounded on the store.
 * Source: Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2.
 */
import type { BatchNormKernels } from '../kernels/batchNormKernels'
import { allocateReals, type Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition, LayerMode, StateTensor } from './layer'
import { requireEpsilon } from './requireEpsilon'
import { sizeOf } from './sizeOf'
import type { BatchNormSpecification } from './specification'

/** Ioffe & Szegedy leave both open; these are PyTorch's */
const DEFAULT_EPSILON = 1e-5
const DEFAULT_MOMENTUM = 0.1

class BatchNormLayer implements Layer {
  readonly tensors: readonly StateTensor[]
  readonly #channels: number
  /** numbers of one channel in one example */
  readonly #positions: number
  readonly #epsilon: number
  readonly #momentum: number
  readonly #runningMean: Reals
  readonly #runningVariance: Reals
  readonly #kernels: BatchNormKernels
  /** of each channel, for the pass that was last made: μ, Σ (x − μ)² and 1/√(σ² + ε), in float64 */
  readonly #means: Reals
  readonly #squares: Reals
  readonly #inverses: Reals
  #gains: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: BatchNormSpecification, { name, inputShape, precision, kernels }: LayerContext) {
    const channels = inputShape[0]!
    this.#channels = channels
    this.#positions = sizeOf(inputShape) / channels
    this.#epsilon = specification.epsilon ?? DEFAULT_EPSILON
    this.#momentum = specification.momentum ?? DEFAULT_MOMENTUM
    this.#runningMean = allocateReals(precision, channels)
    this.#runningVariance = allocateReals(precision, channels).fill(1)
    this.#kernels = kernels.batchNorm(channels, this.#positions)
    this.#means = kernels.allocate('float64', channels)
    this.#squares = kernels.allocate('float64', channels)
    this.#inverses = kernels.allocate('float64', channels)
    this.tensors = [
      { name: `${name}.runningMean`, shape: [channels], values: this.#runningMean },
      { name: `${name}.runningVariance`, shape: [channels], values: this.#runningVariance },
    ]
  }

  bind([gains, biases]: readonly BoundParameter[]): void {
    this.#gains = gains
    this.#biases = biases
  }

  initialise(): void {
    this.#gains!.values.fill(1)
    this.#biases!.values.fill(0)
    this.#runningMean.fill(0)
    this.#runningVariance.fill(1)
  }

  forward(outputs: Reals, inputs: Reals, rows: number, mode: LayerMode): void {
    if (mode === 'evaluation') this.#takeRunning()
    else this.#takeBatch(inputs, rows, mode === 'training')
    const W = this.#gains!.values
    this.#kernels.normalise(outputs, inputs, W, this.#biases!.values, this.#means, this.#inverses, rows)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const { values: W, gradients: dW } = this.#gains!
    const db = this.#biases!.gradients
    const [means, inverses] = [this.#means, this.#inverses]
    this.#kernels.backward(inputGradients, dW, db, outputGradients, inputs, W, means, inverses, rows)
  }

  #takeRunning(): void {
    for (let c = 0; c < this.#channels; c++) {
      this.#means[c] = this.#runningMean[c]!
      this.#inverses[c] = 1 / Math.sqrt(this.#runningVariance[c]! + this.#epsilon)
    }
  }

  #takeBatch(inputs: Reals, rows: number, isMoving: boolean): void {
    this.#kernels.measure(this.#means, this.#squares, inputs, rows)
    const count = rows * this.#positions
    const momentum = this.#momentum
    for (let c = 0; c < this.#channels; c++) {
      const squares = this.#squares[c]!
      this.#inverses[c] = 1 / Math.sqrt(squares / count + this.#epsilon)
      if (!isMoving || count === 1) continue
      this.#runningMean[c] = (1 - momentum) * this.#runningMean[c]! + momentum * this.#means[c]!
      this.#runningVariance[c] = (1 - momentum) * this.#runningVariance[c]! + momentum * (squares / (count - 1))
    }
  }
}

export const batchNorm: LayerDefinition<BatchNormSpecification> = {
  measure({ epsilon = DEFAULT_EPSILON, momentum = DEFAULT_MOMENTUM }, inputShape) {
    requireEpsilon(epsilon)
    if (!(momentum > 0 && momentum <= 1)) throw new RangeError(`momentum = ${momentum}, must be in (0, 1]`)
    const shape = [inputShape[0]!]
    return {
      outputShape: inputShape,
      parameters: [
        { name: 'W', shape, isWeight: false },
        { name: 'b', shape, isWeight: false },
      ],
      innerNumbers: 0,
    }
  },
  build: (specification, context) => new BatchNormLayer(specification, context),
}
