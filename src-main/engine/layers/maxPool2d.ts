/**
 * The largest number of every window of every channel; its gradient goes to where that number stood.
 *
 * Shapes: [channels, height, width] → [channels, …] by `imageWindows`; padding never wins. Of a tie the first in the
 * order of the window wins, as in PyTorch; a NaN wins over everything. Arithmetic: `kernels/typescriptMaxPool`.
 * Source: Riesenhuber & Poggio, "Hierarchical models of object recognition in cortex", Nature Neuroscience 2, 1999.
 */
import type { Layer, LayerContext, LayerDefinition } from './layer'
import { measurePool, poolWindows } from './poolWindows'
import type { MaxPool2dSpecification } from './specification'

function buildMaxPool2d(specification: MaxPool2dSpecification, context: LayerContext): Layer {
  const windows = poolWindows(specification, context.inputShape)
  const { forward, backward } = context.kernels.maxPool(windows, context.maxRows * windows.channels)
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

export const maxPool2d: LayerDefinition<MaxPool2dSpecification> = { measure: measurePool, build: buildMaxPool2d }
