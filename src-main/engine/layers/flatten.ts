/**
 * Flatten: an example of any shape as one row of numbers, in the order in which it lies in memory (channel by channel,
 * row by row). Values are copied, gradients copied back.
 */
import { copyStart } from '../kernels/copyStart'
import type { LayerDefinition } from './layer'
import { sizeOf } from './sizeOf'
import type { FlattenSpecification } from './specification'

export const flatten: LayerDefinition<FlattenSpecification> = {
  measure: (_specification, inputShape) => ({ outputShape: [sizeOf(inputShape)], parameters: [], innerNumbers: 0 }),
  build(_specification, { inputShape }) {
    const size = sizeOf(inputShape)
    return {
      parts: {
        forward: (outputs, inputs, rows) => copyStart(outputs, inputs, rows * size),
        inputGradients: (inputGradients, outputGradients, _outputs, _inputs, rows) =>
          copyStart(inputGradients, outputGradients, rows * size),
      },
      bind() {},
      initialise() {},
      forward(outputs, inputs, rows) {
        copyStart(outputs, inputs, rows * size)
      },
      backward(inputGradients, outputGradients, _outputs, _inputs, rows) {
        if (inputGradients !== null) copyStart(inputGradients, outputGradients, rows * size)
      },
    }
  },
}
