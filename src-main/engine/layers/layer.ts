/**
 * What a layer is to a network.
 *
 * Two steps: `measure` says from the specification and the shape of its input alone what comes out and what is trained,
 * or why the two do not fit; `build` then makes the layer, with all memory it will ever need.
 *
 * A layer owns no activations: the network hands it the arrays of each pass, row-major with one example a row, and the
 * layer writes only the first of them. Shapes are per example and may have any rank; images are [channels, height,
 * width]. What a layer remembers besides its parameters is named in `tensors` (running statistics) and `generators`
 * (dropout): with the parameters, they are all a checkpoint needs.
 */
import type { ParameterDeclaration } from '../arena'
import type { Generator } from '../generator'
import type { Kernels } from '../kernels/kernels'
import type { Precision, Reals } from '../precision'
import type { Share } from '../threads/share'
import type { LayerSpec } from './specification'

/**
 * training    a step is made: masks are drawn, running statistics move
 * repeat      the same function once more at other parameters: masks as they are, nothing moves
 * evaluation  nothing is drawn, running statistics stand for those of the batch
 */
export type LayerMode = 'training' | 'repeat' | 'evaluation'

/** One parameter by its name within the layer, such as `W`. */
export interface LayerParameter extends ParameterDeclaration {
  /** whether it multiplies inputs: what L2 on weights holds down; not biases, not the gains of a normalisation */
  readonly isWeight: boolean
}

export interface LayerMeasure {
  readonly outputShape: readonly number[]
  readonly parameters: readonly LayerParameter[]
  /** numbers kept for one example inside the layer, besides its output */
  readonly innerNumbers: number
}

/** @throws LayerRefused for the first layer that does not fit */
export type MeasureInner = (layers: readonly LayerSpec[], inputShape: readonly number[]) => LayerMeasure

/** What a layer is built from, besides its specification. */
export interface LayerContext {
  /** unique in the network; parameters are called `name.W`, `name.b` … */
  readonly name: string
  readonly inputShape: readonly number[]
  readonly measure: LayerMeasure
  readonly precision: Precision
  readonly maxRows: number
  /** arithmetic, and the memory for arrays of the layer's own */
  readonly kernels: Kernels
  /** what the layer's own generators are seeded from, each with a purpose that holds the layer's name */
  readonly seed: number
  /** layers one after the other as one layer, their names behind this one's */
  buildInner(layers: readonly LayerSpec[]): Layer
}

/** Views into the arena for one parameter. */
export interface BoundParameter {
  readonly values: Reals
  readonly gradients: Reals
}

/** Numbers that decide an evaluation without being trained; the array itself, not a copy. */
export interface StateTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Reals
}

export interface NamedGenerator {
  readonly name: string
  readonly generator: Generator
}

export interface Layer {
  /** the layer's passes in parts, for several threads; absent where parts would change a sum or a draw */
  readonly parts?: LayerParts
  /** none when absent */
  readonly tensors?: readonly StateTensor[]
  /** none when absent */
  readonly generators?: readonly NamedGenerator[]
  /** Takes one pair of views for each measured parameter, in order. Called once, before anything below. */
  bind(parameters: readonly BoundParameter[]): void
  /** Writes initial values into the bound parameters and `tensors`, drawing only from the generator. */
  initialise(generator: Generator): void
  /** Overwrites the first `rows` rows of outputs. */
  forward(outputs: Reals, inputs: Reals, rows: number, mode: LayerMode): void
  /**
   * As `forward`, then ReLU, in one pass with the same bits; absent where a layer has no such form. `backward` is then
   * given the gradients in front of the ReLU, and must not read its outputs.
   */
  forwardRectified?(outputs: Reals, inputs: Reals, rows: number): void
  /**
   * Overwrites all of the bound parameter gradients and, unless null, the first `rows` rows of inputGradients. `outputs`
   * and `inputs` are those of the last forward pass, which was no evaluation.
   */
  backward(inputGradients: Reals | null, outputGradients: Reals, outputs: Reals, inputs: Reals, rows: number): void
}

/**
 * The passes of a layer in parts that several threads make at the same time, each with its own layer over the same
 * memory. A part gives the bits that the whole pass gives at its place. Arrays handed in start at row `first` of the
 * batch, and `rows` of them are meant.
 */
export interface LayerParts {
  /** What a training pass draws for all rows of a batch, from the first on; the parts are passes in mode `repeat` then. */
  draw?(rows: number): void
  forward(outputs: Reals, inputs: Reals, rows: number, mode: LayerMode, first: number): void
  /** Overwrites the first `rows` rows of inputGradients. */
  inputGradients(
    inputGradients: Reals,
    outputGradients: Reals,
    outputs: Reals,
    inputs: Reals,
    rows: number,
    first: number,
  ): void
  /**
   * Overwrites the share's part of the bound parameter gradients, the whole of them if all shares do so; sums go over
   * all rows. Absent where nothing is trained.
   */
  parameterGradients?(outputGradients: Reals, inputs: Reals, rows: number, share: Share): void
}

/** One member of the list in `index.ts`. */
export interface LayerDefinition<Specification> {
  /** @throws RangeError if specification and input do not fit; the message does not name the layer */
  measure(specification: Specification, inputShape: readonly number[], measureInner: MeasureInner): LayerMeasure
  /** Only after `measure` has accepted the same. */
  build(specification: Specification, context: LayerContext): Layer
}
