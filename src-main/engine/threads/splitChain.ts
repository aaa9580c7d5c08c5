/**
 * A chain of layers gone through in parts: rows of the batch forward and back, then shares of the parameter gradients.
 *
 * Between the two, all rows must have been through: gradients of parameters are sums over rows. So every layer's
 * gradients are kept, where a chain on its own has two arrays that take turns. Nothing is allocated after the first
 * pass from a row on.
 */
import type { ChainLinks } from '../layerChain'
import type { LayerMode, LayerParts } from '../layers/layer'
import type { Precision, Reals } from '../precision'
import type { Share } from './share'

export interface ChainEnds {
  /** the caller's: maxRows rows each */
  readonly inputs: Reals
  readonly outputs: Reals
  readonly outputGradients: Reals
}

interface RowViews {
  /** the inputs, then the outputs of each layer, from some row on */
  readonly values: readonly Reals[]
  /** gradients of the same; null in front of the first layer that is trained */
  readonly gradients: readonly (Reals | null)[]
}

export class SplitChain {
  readonly #links: ChainLinks
  readonly #parts: readonly LayerParts[]
  readonly #maxRows: number
  readonly #whole: RowViews
  readonly #views = new Map<number, RowViews>()

  /** @throws RangeError if a layer has no parts */
  constructor(
    links: ChainLinks,
    ends: ChainEnds,
    maxRows: number,
    precision: Precision,
    allocate: (precision: Precision, length: number) => Reals,
  ) {
    this.#links = links
    this.#maxRows = maxRows
    this.#parts = links.layers.map(({ parts }, index) => {
      if (parts === undefined) throw new RangeError(`layers[${index}] has no parts, and threads cannot share it`)
      return parts
    })
    const last = links.layers.length - 1
    const gradients: (Reals | null)[] = [...links.sizes.map(() => null), ends.outputGradients]
    for (let index = last; index > links.firstTrained; index--) {
      // ReLU turns its gradients into those in front of it at their place
      const isInPlace = links.isRectified[index - 1]!
      const above = gradients[index + 1]!
      gradients[index] = isInPlace ? above : allocate(precision, maxRows * links.sizes[index - 1]!)
    }
    this.#whole = { values: [ends.inputs, ...links.between, ends.outputs], gradients }
  }

  /** Draws what a training pass over so many rows needs; the passes are then asked for as `repeat`. */
  draw(rows: number): void {
    for (const parts of this.#parts) parts.draw?.(rows)
  }

  /** Overwrites rows [from, to) of the outputs. */
  forward(from: number, to: number, mode: LayerMode): void {
    if (from === to) return
    const { layers, isRectified } = this.#links
    const { values } = this.#viewsFrom(from)
    for (let index = 0; index < layers.length; index++) {
      const inputs = values[index]!
      if (isRectified[index]) {
        layers[index]!.forwardRectified!(values[index + 2]!, inputs, to - from)
        index++
      } else this.#parts[index]!.forward(values[index + 1]!, inputs, to - from, mode, from)
    }
  }

  /** From rows [from, to) of the gradients of the outputs to those of every layer that something trained is in front of. */
  inputGradients(from: number, to: number): void {
    if (from === to) return
    const { layers, firstTrained } = this.#links
    const { values, gradients } = this.#viewsFrom(from)
    for (let index = layers.length - 1; index > firstTrained; index--) {
      const [below, above] = [gradients[index]!, gradients[index + 1]!]
      this.#parts[index]!.inputGradients(below, above, values[index + 1]!, values[index]!, to - from, from)
    }
  }

  /** A share of all parameter gradients, once `inputGradients` has been through all rows. */
  parameterGradients(rows: number, share: Share): void {
    const { values, gradients } = this.#whole
    for (let index = this.#links.firstTrained; index < this.#parts.length; index++) {
      this.#parts[index]!.parameterGradients?.(gradients[index + 1]!, values[index]!, rows, share)
    }
  }

  #viewsFrom(row: number): RowViews {
    const known = this.#views.get(row)
    if (known !== undefined) return known
    const from = <Each extends Reals | null>(array: Each): Each | Reals =>
      array === null ? array : array.subarray((row * array.length) / this.#maxRows)
    const { values, gradients } = this.#whole
    const views = { values: values.map(from), gradients: gradients.map(from) }
    this.#views.set(row, views)
    return views
  }
}
