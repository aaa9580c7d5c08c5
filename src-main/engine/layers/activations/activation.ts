/**
 * An element-wise function of a layer and its derivative.
 *
 * Arithmetic is float64 and rounded once, on the store into the output; with ±, · and max alone this is the same as
 * float32 arithmetic.
 */
import type { Reals } from '../../precision'

export interface Activation {
  /**
   * outputs[i] ← φ(inputs[i]) for i < length; overwrites only these, and may be given one array for both. `setting` is
   * the slope of leakyRelu and the α of elu; the others do not read it.
   */
  forward(outputs: Reals, inputs: Reals, length: number, setting: number): void
  /**
   * inputGradients[i] ← outputGradients[i]·φ′(inputs[i]) for i < length; overwrites only these. May be given the same
   * array for both gradients.
   */
  backward(
    inputGradients: Reals,
    outputGradients: Reals,
    outputs: Reals,
    inputs: Reals,
    length: number,
    setting: number,
  ): void
}
