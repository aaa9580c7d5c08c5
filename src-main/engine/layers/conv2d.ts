/**
 * Convolution of images with square kernels (cross-correlation, as everywhere in deep learning), plus a bias.
 *
 *   Y[f, y, x] = b[f] + Σ_{c,i,j} W[f, c, i, j]·X[c, y·stride + i − top, x·stride + j − left]
 *
 * Shapes: X [channels, height, width], W [filters, channels, kernel, kernel], b [filters], Y [filters, …] by
 * `imageWindows`. Order of sums: b first, then channel, line and column of the kernel, padding zeros among them; dW and
 * db over examples, then windows; dX as `scatterPatches` has it. All products are those of `matrixProduct`, over
 * patches of a few examples at a time, which changes no order and so no bit.
 * Initial values: W by the initialiser (default heNormal) with fan-in = channels·kernel² and fan-out = filters·kernel²
 * (as PyTorch counts it), b = 0. Defaults: stride 1; padding same, so that layers can be stacked (Keras and PyTorch:
 * valid).
 * Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", 1998; patches as
 * in Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing", 2006.
 */
import type { Generator } from '../generator'
import { initialiserNamed } from '../initialisers'
import { gatherPatches } from '../kernels/gatherPatches'
import { type ImageWindows, imageWindows } from '../kernels/imageWindows'
import type { MatrixProducts } from '../kernels/matrixProduct'
import { repeatRow } from '../kernels/repeatRow'
import { scatterPatches } from '../kernels/scatterPatches'
import type { Reals } from '../precision'
import type { BoundParameter, Layer, LayerContext, LayerDefinition, LayerMeasure } from './layer'
import { requireCount } from './requireCount'
import type { Conv2dSpecification } from './specification'

const DEFAULT_INITIALISER = 'heNormal'
/** Numbers in the patches held at a time: they stay in a processor's second cache while the products read them. */
const PATCH_NUMBERS = 131_072
/** Of one example at most: 256 MiB in float32, twice that with their gradients. */
const MOST_PATCH_NUMBERS = 67_108_864

class Conv2dLayer implements Layer {
  readonly #windows: ImageWindows
  readonly #filters: number
  /** windows an example */
  readonly #positions: number
  /** numbers a window */
  readonly #patch: number
  /** examples whose patches are held at a time */
  readonly #group: number
  readonly #products: MatrixProducts
  readonly #specification: Conv2dSpecification
  /** group·positions × patch, and their gradients */
  readonly #patches: Reals
  readonly #patchGradients: Reals
  /** group·positions × filters: outputs, or their gradients, with the filters side by side */
  readonly #sideBySide: Reals
  #weights: BoundParameter | undefined
  #biases: BoundParameter | undefined

  constructor(specification: Conv2dSpecification, { inputShape, maxRows, precision, kernels }: LayerContext) {
    const windows = windowsOf(specification, inputShape)
    this.#windows = windows
    this.#filters = specification.filters
    this.#positions = windows.outputHeight * windows.outputWidth
    this.#patch = windows.channels * windows.size * windows.size
    const numbers = this.#positions * this.#patch
    this.#group = Math.min(maxRows, Math.max(1, Math.floor(PATCH_NUMBERS / numbers)))
    this.#products = kernels.products
    this.#specification = specification
    this.#patches = kernels.allocate(precision, this.#group * numbers)
    this.#patchGradients = kernels.allocate(precision, this.#group * numbers)
    this.#sideBySide = kernels.allocate(precision, this.#group * this.#positions * this.#filters)
  }

  bind([weights, biases]: readonly BoundParameter[]): void {
    this.#weights = weights
    this.#biases = biases
  }

  initialise(generator: Generator): void {
    const { initialiser = DEFAULT_INITIALISER, constant = 0 } = this.#specification
    const { size } = this.#windows
    const fans = { fanIn: this.#patch, fanOut: this.#filters * size * size }
    const setting = { ...fans, rows: this.#filters, columns: this.#patch, value: constant }
    initialiserNamed(initialiser)(this.#weights!.values, setting, generator)
    this.#biases!.values.fill(0)
  }

  forward(outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#weights!.values
    const b = this.#biases!.values
    for (let first = 0; first < rows; first += this.#group) {
      const count = Math.min(this.#group, rows - first)
      const lines = count * this.#positions
      gatherPatches(this.#patches, inputs, first, count, this.#windows)
      repeatRow(this.#sideBySide, b, lines, this.#filters)
      this.#products.rightTransposed(this.#sideBySide, this.#patches, W, lines, this.#patch, this.#filters)
      this.#toImages(outputs, first, count)
    }
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, _outputs: Reals, inputs: Reals, rows: number): void {
    const W = this.#weights!.values
    const dW = this.#weights!.gradients
    const db = this.#biases!.gradients
    const { channels, height, width } = this.#windows
    dW.fill(0)
    db.fill(0)
    inputGradients?.fill(0, 0, rows * channels * height * width)
    for (let first = 0; first < rows; first += this.#group) {
      const count = Math.min(this.#group, rows - first)
      const lines = count * this.#positions
      this.#fromImages(outputGradients, first, count)
      this.#addBiasGradients(db, lines)
      gatherPatches(this.#patches, inputs, first, count, this.#windows)
      this.#products.leftTransposed(dW, this.#sideBySide, this.#patches, this.#filters, lines, this.#patch)
      if (inputGradients === null) continue
      this.#patchGradients.fill(0, 0, lines * this.#patch)
      this.#products.plain(this.#patchGradients, this.#sideBySide, W, lines, this.#filters, this.#patch)
      scatterPatches(inputGradients, this.#patchGradients, first, count, this.#windows)
    }
  }

  /** images[first + e, f, p] ← sideBySide[e·positions + p, f] */
  #toImages(images: Reals, first: number, count: number): void {
    let to = first * this.#filters * this.#positions
    for (let example = 0; example < count; example++) {
      for (let filter = 0; filter < this.#filters; filter++) {
        let from = example * this.#positions * this.#filters + filter
        for (let position = 0; position < this.#positions; position++, from += this.#filters) {
          images[to++] = this.#sideBySide[from]!
        }
      }
    }
  }

  /** sideBySide[e·positions + p, f] ← images[first + e, f, p] */
  #fromImages(images: Reals, first: number, count: number): void {
    let from = first * this.#filters * this.#positions
    for (let example = 0; example < count; example++) {
      for (let filter = 0; filter < this.#filters; filter++) {
        let to = example * this.#positions * this.#filters + filter
        for (let position = 0; position < this.#positions; position++, to += this.#filters) {
          this.#sideBySide[to] = images[from++]!
        }
      }
    }
  }

  #addBiasGradients(db: Reals, lines: number): void {
    let from = 0
    for (let line = 0; line < lines; line++) {
      for (let filter = 0; filter < this.#filters; filter++) db[filter] = db[filter]! + this.#sideBySide[from++]!
    }
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
