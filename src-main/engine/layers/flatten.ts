/**
 * Flatten: an example of any shape as one row of numbers, in the order in which it lies in memory (channel by channel,
 * row by row). Values are copied, gradients copied back.
 */
import type { LayerDefinition } from './layer'
import { sizeOf } from './sizeOf'
import type { FlattenSpecification } from './specification'

export const flatten: LayerDefinition<FlattenSpecification> = {
  measure: (_specification, inputShape) => ({ outputShape: [sizeOf(inputShape)], parameters: [], innerNumbers: 0 }),
  build(_specification, { inputShape, kernels }) {
    const size = sizeOf(inputShape)
    const { copy } = kernels.elements
    return {
      parts: {
        forward: (outputs, inputs, rows) => copy(outputs, inputs, rows * size),
        inputGradients: (inputGradients, outputGradients, _outputs, _inputs, rows) =>
          copy(inputGradients, outputGradients, rows * size),
      },
      bind() {},
      initialise() {},
      forward(outputs, inputs, rows) {
        copy(outputs, inputs, rows * size)
      },
      backward(inputGradients, outputGradients, _outputs, _inputs, rows) {
        if (inputGradients !== null) copy(inputGradients, outputGradients, rows * size)
      },
    }
  },
}
