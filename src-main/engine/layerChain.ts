/**
 * Layers one after the other, seen as one layer.
 *
 * It holds the activations between them, and two arrays that gradients of neighbouring activations take in turns; the
 * first input and the last output are the caller's. A layer with a ReLU behind it makes both in one pass where it can:
 * nothing is kept between the two then, as neither derivative needs it. Backwards it stops at the first layer that trains
 * anything, unless gradients of the input are asked for.
 */
import type { Generator } from './generator'
import type { Kernels } from './kernels/kernels'
import { buildLayer, type LayerSpec } from './layers'
import type { BoundParameter, Layer, LayerMode, NamedGenerator, StateTensor } from './layers/layer'
import { sizeOf } from './layers/sizeOf'
import { type MeasuredLayer, measureLayers } from './measureLayers'
import type { Precision, Reals } from './precision'

interface ChainContext {
  /** what stands in front of the layers' names: nothing, or `residual1.` */
  readonly prefix: string
  readonly precision: Precision
  readonly maxRows: number
  readonly kernels: Kernels
  readonly seed: number
}

/** The chain taken apart, for those who go through it in parts; entry i of each list belongs to layer i. */
export interface ChainLinks {
  readonly layers: readonly Layer[]
  readonly isTrained: readonly boolean[]
  readonly isRectified: readonly boolean[]
  /** without the last */
  readonly between: readonly Reals[]
  /** numbers in one example's output */
  readonly sizes: readonly number[]
  readonly firstTrained: number
}

export class LayerChain implements Layer {
  readonly tensors: readonly StateTensor[]
  readonly generators: readonly NamedGenerator[]
  readonly links: ChainLinks
  readonly #layers: readonly Layer[]
  /** how many parameters each layer has */
  readonly #parameterCounts: readonly number[]
  /** whether layer i and the ReLU behind it are one pass */
  readonly #isRectified: readonly boolean[]
  /** outputs of layer i at i, for all but the last; those behind its ReLU where the two are one */
  readonly #between: readonly Reals[]
  readonly #gradientPair: readonly [Reals, Reals]
  /** no gradient is needed below it; the number of layers if nothing is trained */
  readonly #firstTrained: number

  constructor(measured: readonly MeasuredLayer[], context: ChainContext) {
    const {
      precision,
      maxRows,
      kernels: { allocate },
    } = context
    this.#layers = measured.map((each) => buildNamed(each, context))
    this.#parameterCounts = measured.map(({ measure }) => measure.parameters.length)
    this.#isRectified = measured.map(
      (_, i) => this.#layers[i]!.forwardRectified !== undefined && isRelu(measured[i + 1]),
    )
    const lengths = measured.slice(0, -1).map(({ measure }) => maxRows * sizeOf(measure.outputShape))
    const own = lengths.map((length, i) => allocate(precision, this.#isRectified[i] ? 0 : length))
    this.#between = own.map((array, i) => (this.#isRectified[i] ? (own[i + 1] ?? array) : array))
    const longest = Math.max(0, ...lengths)
    this.#gradientPair = [allocate(precision, longest), allocate(precision, longest)]
    const first = this.#parameterCounts.findIndex((count) => count > 0)
    this.#firstTrained = first < 0 ? measured.length : first
    const isTrained = this.#parameterCounts.map((count) => count > 0)
    const [layers, isRectified, between] = [this.#layers, this.#isRectified, this.#between]
    const sizes = measured.map(({ measure }) => sizeOf(measure.outputShape))
    this.links = { layers, isTrained, isRectified, between, sizes, firstTrained: this.#firstTrained }
    this.tensors = this.#layers.flatMap((layer) => layer.tensors ?? [])
    this.generators = this.#layers.flatMap((layer) => layer.generators ?? [])
  }

  bind(parameters: readonly BoundParameter[]): void {
    let next = 0
    this.#layers.forEach((layer, index) => {
      const count = this.#parameterCounts[index]!
      layer.bind(parameters.slice(next, next + count))
      next += count
    })
  }

  initialise(generator: Generator): void {
    for (const layer of this.#layers) layer.initialise(generator)
  }

  forward(outputs: Reals, inputs: Reals, rows: number, mode: LayerMode): void {
    const last = this.#layers.length - 1
    for (let index = 0; index <= last; index++) {
      const from = index === 0 ? inputs : this.#between[index - 1]!
      const layer = this.#layers[index]!
      const isRectified = this.#isRectified[index]!
      if (isRectified) index++
      const to = index === last ? outputs : this.#between[index]!
      if (isRectified) layer.forwardRectified!(to, from, rows)
      else layer.forward(to, from, rows, mode)
    }
  }

  backward(inputGradients: Reals | null, outputGradients: Reals, outputs: Reals, inputs: Reals, rows: number): void {
    const last = this.#layers.length - 1
    const stop = inputGradients === null ? this.#firstTrained : 0
    let here = outputGradients
    let below = this.#gradientPair[0]
    let free = this.#gradientPair[1]
    for (let index = last; index >= stop; index--) {
      const target = index === 0 ? inputGradients : index === stop && inputGradients === null ? null : below
      const from = index === 0 ? inputs : this.#between[index - 1]!
      const to = index === last ? outputs : this.#between[index]!
      this.#layers[index]!.backward(target, here, to, from, rows)
      here = below
      below = free
      free = here
    }
  }
}

function isRelu(measured: MeasuredLayer | undefined): boolean {
  const specification = measured?.specification
  return specification?.kind === 'activation' && specification.activation === 'relu'
}

function buildNamed({ specification, name, inputShape, measure }: MeasuredLayer, context: ChainContext): Layer {
  const { prefix, ...shared } = context
  const fullName = `${prefix}${name}`
  return buildLayer(specification, {
    ...shared,
    name: fullName,
    inputShape,
    measure,
    buildInner: (inner: readonly LayerSpec[]) =>
      new LayerChain(measureLayers(inner, inputShape), { ...context, prefix: `${fullName}.` }),
  })
}
