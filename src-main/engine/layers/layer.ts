/**
 * What a layer is to a network.
 *
 * A layer owns no activations: the network hands it the arrays of each pass, row-major with one example a row, and the
 * layer writes only the first of them. Shapes are per example and may have any rank ([784], [1, 28, 28]); sizes are
 * their products. A layer with randomness of its own (dropout) or state that is not trained (running statistics) keeps
 * it inside and is told by the mode which pass it is in.
 */
import type { ParameterDeclaration } from '../arena'
import type { Generator } from '../generator'
import type { Kernels } from '../kernels/kernels'
import type { Precision, Reals } from '../precision'

export type LayerMode = 'training' | 'evaluation'

/** What a layer is built from, besides its specification. */
export interface LayerContext {
  /** unique in the network; parameters are called `name.W`, `name.b` … */
  readonly name: string
  readonly inputShape: readonly number[]
  readonly precision: Precision
  readonly maxRows: number
  /** arithmetic, and the memory for arrays of the layer's own */
  readonly kernels: Kernels
}

/** Views into the arena for one declared parameter. */
export interface BoundParameter {
  readonly values: Reals
  readonly gradients: Reals
}

export interface Layer {
  readonly outputShape: readonly number[]
  readonly declarations: readonly ParameterDeclaration[]
  /** Takes one pair of views for each declaration, in order. Called once, before anything below. */
  bind(parameters: readonly BoundParameter[]): void
  /** Writes initial values into the bound parameters, drawing only from the generator. */
  initialise(generator: Generator): void
  /** Overwrites the first `rows` rows of outputs. */
  forward(outputs: Reals, inputs: Reals, rows: number, mode: LayerMode): void
  /**
   * Overwrites all of the bound parameter gradients and, unless null, the first `rows` rows of inputGradients. `outputs`
   * and `inputs` are those of the last forward pass.
   */
  backward(inputGradients: Reals | null, outputGradients: Reals, outputs: Reals, inputs: Reals, rows: number): void
}

/** One member of the list in `index.ts`. @throws RangeError from `build`, if specification and input do not fit */
export interface LayerDefinition<Specification> {
  build(specification: Specification, context: LayerContext): Layer
}
