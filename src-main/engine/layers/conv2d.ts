/**
 * Convolution of images with square kernels (cross-correlation, as everywhere in deep learning), plus a bias.
 *
 *   Y[f, y, x] = b[f] + Σ_{c,i,j} W[f, c, i, j]·X[c, y·stride + i − top, x·stride + j − left]
 *
 * Shapes: X [channels, height, width], W [filters, channels, kernel, kernel], b [filters], Y [filters, …] by
 * `imageWindows`. Arithmetic and order of sums: `kernels/convolutionKernels`; padding zeros are numbers like others.
 * Initial values: W by the initialiser (default heNormal) with fan-in = channels·kernel² and fan-out = filters·kernel²
 * (as PyTorch counts it), b = 0. Defaults: stride 1; padding same, so that layers can be stacked (Keras and PyTorch:
 * valid).
 * Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", 1998; patches as
 * in Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing", 2006.
 */
import type { Generator } from '../generator'
import { initialiserNamed } from '../initialisers'
import type { ConvolutionKernels } from '../kernels/convolutionKernels'
import { type ImageWindows, imageWindows } from '../kernels/imageWindows'
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition, LayerMeasure } from './layer'
import { requireCount } from './requireCount'
import type { Conv2dSpecification } from './specification'

const DEFAULT_INITIALISER = 'heNormal'
/** Of one example at most: 256 MiB in float32. */
const MOST_PATCH_NUMBERS = 67_108_864

class Conv2dLayer implements Layer {
  readonly #kernels: ConvolutionKernels
  readonly #specification: Conv2dSpecification
  readonly #windows: ImageWindows
  #weights: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: Conv2dSpecification, { inputShape, kernels }: LayerContext) {
    this.#windows = windowsOf(specification, inputShape)
    this.#kernels = kernels.convolution(this.#windows, specification.filters)
    this.#specification = specification
  }

  bind([weights, biases]: readonly BoundParameter[]): void {
    this.#weights = weights
    this.#biases = biases
  }

  initialise(generator: Generator): void {
    const { filters, initialiser = DEFAULT_INITIALISER, constant = 0 } = this.#specification
    const { channels, size } = this.#windows
    const patch = channels * size * size
    const fans = { fanIn: patch, fanOut: filters * size * size }
    const setting = { ...fans, rows: filters, columns: patch, value: constant }
    initialiserNamed(initialiser)(this.#weights!.values, setting, generator)
    this.#biases!.values.fill(0)
  }

  forward(outputs: Reals, inputs: Reals, rows: number): void {
    this.#kernels.forward(outputs, inputs, this.#weights!.values, this.#biases!.values, rows)
  }

  forwardRectified(outputs: Reals, inputs: Reals, rows: number): void {
    this.#kernels.forwardRectified(outputs, inputs, this.#weights!.values, this.#biases!.values, rows)
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const { values, gradients } = this.#weights!
    this.#kernels.parameterGradients(gradients, this.#biases!.gradients, outputGradients, inputs, rows)
    if (inputGradients !== null) this.#kernels.inputGradients(inputGradients, outputGradients, values, rows)
  }
}

function windowsOf(specification: Conv2dSpecification, inputShape: readonly number[]): ImageWindows {
  const { kernel, stride = 1, padding = 'same' } = specification
  return imageWindows(inputShape, { size: kernel, stride, padding }, 'kernel')
}

function measureConv2d(specification: Conv2dSpecification, inputShape: readonly number[]): LayerMeasure {
  const { filters, initialiser = DEFAULT_INITIALISER } = specification
  requireCount('filters', filters)
  initialiserNamed(initialiser)
  const { channels, size, outputHeight, outputWidth } = windowsOf(specification, inputShape)
  const patches = outputHeight * outputWidth * channels * size * size
  if (patches > MOST_PATCH_NUMBERS) {
    throw new RangeError(`the patches of one example hold ${patches} numbers, must be at most ${MOST_PATCH_NUMBERS}`)
  }
  return {
    outputShape: [filters, outputHeight, outputWidth],
    parameters: [
      { name: 'W', shape: [filters, channels, size, size], isWeight: true },
      { name: 'b', shape: [filters], isWeight: false },
    ],
    innerNumbers: 0,
  }
}

export const conv2d: LayerDefinition<Conv2dSpecification> = {
  measure: measureConv2d,
  build: (specification, context) => new Conv2dLayer(specification, context),
}
