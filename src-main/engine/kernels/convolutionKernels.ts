/**
 * The three products of a convolution, each overwriting its result.
 *
 *   Y[f, p] = b[f] + Σ_k W[f, k]·P[p, k], or ReLU of that
 *   dW[f, k] = Σ_{e,p} dY[e, f, p]·P[e, p, k]        db[f] = Σ_{e,p} dY[e, f, p]
 *   dX = the sum over all windows of Σ_f dY[e, f, p]·W[f, k], as `scatterPatches` has it
 *
 * P are the patches of `gatherPatches`. Shapes: X rows × [channels, height, width], W [filters, channels·size²], b
 * [filters], Y rows × [filters, windows]. Order of sums: the bias (or zero) first, then k, f, or examples and windows
 * rising; products are those of `matrixProduct`.
 *
 * Here the patches of a few examples are held at a time, which changes no order and so no bit.
 */
import { relu } from '../layers/activations/relu'
import { allocateReals, type Precision, type Reals } from '../precision'
import type { ImageWindows } from './imageWindows'
import type { MatrixProducts } from './matrixProduct'
import { repeatRow } from './repeatRow'

/** For images and filters of one size; they hold memory of their own. */
export interface ConvolutionKernels {
  /** Overwrites Y. */
  forward(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number): void
  /** As `forward`, then ReLU. Overwrites Y. */
  forwardRectified(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number): void
  /** Overwrites dW and db. */
  parameterGradients(dW: Reals, db: Reals, dY: Reals, X: Reals, rows: number): void
  /** Overwrites dX. */
  inputGradients(dX: Reals, dY: Reals, W: Reals, rows: number): void
}

/** Numbers in the patches held at a time: they stay in a processor's second cache while the products read them. */
const PATCH_NUMBERS = 131_072

export class TypescriptConvolution implements ConvolutionKernels {
  readonly #products: MatrixProducts
  readonly #windows: ImageWindows
  readonly #filters: number
  /** windows an example */
  readonly #positions: number
  /** numbers a window */
  readonly #patch: number
  /** examples whose patches are held at a time */
  readonly #group: number
  /** group·positions × patch: patches, or their gradients */
  readonly #patches: Reals
  /** group·positions × filters: outputs, or their gradients, with the filters side by side */
  readonly #sideBySide: Reals

  constructor(products: MatrixProducts, precision: Precision, windows: ImageWindows, filters: number) {
    this.#products = products
    this.#windows = windows
    this.#filters = filters
    this.#positions = windows.outputHeight * windows.outputWidth
    this.#patch = windows.channels * windows.size * windows.size
    this.#group = Math.max(1, Math.floor(PATCH_NUMBERS / (this.#positions * this.#patch)))
    this.#patches = allocateReals(precision, this.#group * this.#positions * this.#patch)
    this.#sideBySide = allocateReals(precision, this.#group * this.#positions * filters)
  }

  forward(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number): void {
    for (let first = 0; first < rows; first += this.#group) {
      const count = Math.min(this.#group, rows - first)
      const lines = count * this.#positions
      gatherPatches(this.#patches, X, first, count, this.#windows)
      repeatRow(this.#sideBySide, b, lines, this.#filters)
      this.#products.rightTransposed(this.#sideBySide, this.#patches, W, lines, this.#patch, this.#filters)
      this.#toImages(Y, first, count)
    }
  }

  forwardRectified(Y: Reals, X: Reals, W: Reals, b: Reals, rows: number): void {
    this.forward(Y, X, W, b, rows)
    relu.forward(Y, Y, rows * this.#filters * this.#positions, 0)
  }

  parameterGradients(dW: Reals, db: Reals, dY: Reals, X: Reals, rows: number): void {
    dW.fill(0)
    db.fill(0)
    for (let first = 0; first < rows; first += this.#group) {
      const count = Math.min(this.#group, rows - first)
      const lines = count * this.#positions
      this.#fromImages(dY, first, count)
      this.#addBiasGradients(db, lines)
      gatherPatches(this.#patches, X, first, count, this.#windows)
      this.#products.leftTransposed(dW, this.#sideBySide, this.#patches, this.#filters, lines, this.#patch)
    }
  }

  inputGradients(dX: Reals, dY: Reals, W: Reals, rows: number): void {
    const { channels, height, width } = this.#windows
    dX.fill(0, 0, rows * channels * height * width)
    for (let first = 0; first < rows; first += this.#group) {
      const count = Math.min(this.#group, rows - first)
      const lines = count * this.#positions
      this.#fromImages(dY, first, count)
      this.#patches.fill(0, 0, lines * this.#patch)
      this.#products.plain(this.#patches, this.#sideBySide, W, lines, this.#filters, this.#patch)
      scatterPatches(dX, this.#patches, first, count, this.#windows)
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

/**
 * Every window of an image as a row of numbers (im2col), so that a convolution is a matrix product.
 *
 *   patches[(e·P + p), (c·k + i)·k + j] ← image e at channel c, line y + i, column x + j, of the window p = (y, x)
 *
 * with 0 for what lies outside of the image; P windows an image, row by row.
 * Overwrites the first count·P·channels·size² elements of patches, from the images `first`, `first + 1` … of `count`.
 */
function gatherPatches(patches: Reals, images: Reals, first: number, count: number, windows: ImageWindows): void {
  const { channels, height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let to = 0
  for (let image = first; image < first + count; image++) {
    for (let row = 0; row < outputHeight; row++) {
      for (let column = 0; column < outputWidth; column++) {
        const x0 = column * stride - left
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < size; i++) {
            const y = row * stride - top + i
            const line = ((image * channels + channel) * height + y) * width
            const isInside = y >= 0 && y < height
            for (let x = x0; x < x0 + size; x++) patches[to++] = isInside && x >= 0 && x < width ? images[line + x]! : 0
          }
        }
      }
    }
  }
}

/**
 * Adds every window's numbers to where `gatherPatches` took them from (col2im): the gradient of an image.
 *
 * Canonical order: images, windows, channels, lines and columns of the window rising, each sum rounded to the precision
 * by the store. What lies outside of the image is left out.
 * Adds to the images `first`, `first + 1` … of `count`.
 */
function scatterPatches(images: Reals, patches: Reals, first: number, count: number, windows: ImageWindows): void {
  const { channels, height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let from = 0
  for (let image = first; image < first + count; image++) {
    for (let row = 0; row < outputHeight; row++) {
      for (let column = 0; column < outputWidth; column++) {
        const x0 = column * stride - left
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < size; i++) {
            const y = row * stride - top + i
            if (y < 0 || y >= height) {
              from += size
              continue
            }
            const line = ((image * channels + channel) * height + y) * width
            for (let x = x0; x < x0 + size; x++, from++) {
              if (x >= 0 && x < width) images[line + x] = images[line + x]! + patches[from]!
            }
          }
        }
      }
    }
  }
}
