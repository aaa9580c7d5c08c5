/**
 * How much arithmetic one example of a training step is, by the layers' shapes alone: the same on every machine and for
 * every backend.
 *
 * A weight is multiplied once forward and twice backward, in the first trained layer once backward; one of a convolution
 * at every place of its output. Layers within a residual connection are taken to keep its height and width.
 */
import { sizeOf } from './layers/sizeOf'
import type { MeasuredLayer } from './measureLayers'

export interface NetworkWork {
  readonly multiplyAdds: number
  /** Numbers that layers make, the outputs among them. */
  readonly activations: number
}

export function workOfNetwork(layers: readonly MeasuredLayer[]): NetworkWork {
  let multiplyAdds = 0
  let activations = 0
  for (const { measure } of layers) {
    const [channels = 1] = measure.outputShape
    const places = sizeOf(measure.outputShape) / channels
    const passes = multiplyAdds === 0 ? 2 : 3
    for (const { shape, isWeight } of measure.parameters) {
      if (isWeight) multiplyAdds += passes * sizeOf(shape) * (shape.length > 2 ? places : 1)
    }
    activations += measure.innerNumbers + sizeOf(measure.outputShape)
  }
  return { multiplyAdds, activations }
}
