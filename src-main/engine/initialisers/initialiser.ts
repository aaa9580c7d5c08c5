/**
 * How the weights of a layer get their first values.
 */
import type { Generator } from '../generator'
import type { Reals } from '../precision'

/**
 * Overwrites all of `view`, in order, drawing only from the generator; values are drawn in float64 and rounded on the
 * store, so that both precisions start from the same numbers.
 *
 * @param fanIn inputs that reach one unit · @param fanOut units that one input reaches
 */
export type Initialiser = (view: Reals, fanIn: number, fanOut: number, generator: Generator) => void
