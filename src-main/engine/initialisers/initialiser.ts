/**
 * How the weights of a layer get their first values.
 */
import type { Generator } from '../generator'
import type { Reals } from '../precision'

/** What a layer says of its weights, and a document of the initialiser. */
export interface InitialiserSetting {
  /** inputs that reach one unit: those of a dense layer; channels · kernel² of a convolution */
  readonly fanIn: number
  /** units that one input reaches: those of a dense layer; filters · kernel² of a convolution */
  readonly fanOut: number
  /** the weights seen as a matrix, row-major; rows · columns is their number */
  readonly rows: number
  readonly columns: number
  /** of `constant` */
  readonly value: number
}

/**
 * Overwrites all of `view`, in order, drawing only from the generator; values are drawn in float64 and rounded on the
 * store, so that both precisions start from the same numbers.
 */
export type Initialiser = (view: Reals, setting: InitialiserSetting, generator: Generator) => void
