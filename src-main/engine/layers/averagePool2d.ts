/**
 * The mean of every window of every channel, over what of it lies inside the image.
 *
 * Shapes: [channels, height, width] → [channels, …] by `imageWindows`. Arithmetic: `kernels/typescriptAveragePool`.
 * Variant: padding does not count, as in TensorFlow; PyTorch's `AvgPool2d` counts it unless told not to.
 * Source: LeCun et al., "Handwritten digit recognition with a back-propagation network", NIPS 1989.
 */
import type { Layer, LayerContext, LayerDefinition } from './layer'
import { measurePool, poolWindows } from './poolWindows'
import type { AveragePool2dSpecification } from './specification'

function buildAveragePool2d(specification: AveragePool2dSpecification, context: LayerContext): Layer {
  const windows = poolWindows(specification, context.inputShape)
  const { forward, backward } = context.kernels.averagePool(windows)
  return {
    bind() {},
    initialise() {},
    forward(outputs, inputs, rows) {
      forward(outputs, inputs, rows * windows.channels)
    },
    backward(inputGradients, outputGradients, _outputs, _inputs, rows) {
      if (inputGradients !== null) backward(inputGradients, outputGradients, rows * windows.channels)
    },
  }
}

export const averagePool2d: LayerDefinition<AveragePool2dSpecification> = {
  measure: measurePool,
  build: buildAveragePool2d,
}
