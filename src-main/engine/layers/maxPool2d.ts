/**
 * The largest number of every window of every channel; its gradient goes to where that number stood.
 *
 * Shapes: [channels, height, width] → [channels, …] by `imageWindows`; padding never wins. Of a tie the first in the
 * order of the window wins, as in PyTorch; a NaN wins over everything. Where windows overlap, gradients add up in the
 * order of the windows, each sum rounded on the store.
 * Source: Riesenhuber & Poggio, "Hierarchical models of object recognition in cortex", Nature Neuroscience 2, 1999.
 */
import type { ImageWindows } from '../kernels/imageWindows'
import type { Reals } from '../precision'
import type { Layer, LayerContext, LayerDefinition } from './layer'
import { measurePool, poolWindows } from './poolWindows'
import { sizeOf } from './sizeOf'
import type { MaxPool2dSpecification } from './specification'

/** Overwrites outputs and winners (indices of inputs) for `planes` images of one channel. */
function takeLargest(outputs: Reals, winners: Int32Array, inputs: Reals, planes: number, windows: ImageWindows): void {
  const { height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let to = 0
  for (let plane = 0; plane < planes; plane++) {
    const start = plane * height * width
    for (let row = 0; row < outputHeight; row++) {
      const y0 = Math.max(0, row * stride - top)
      const y1 = Math.min(height, row * stride - top + size)
      for (let column = 0; column < outputWidth; column++) {
        const x0 = Math.max(0, column * stride - left)
        const x1 = Math.min(width, column * stride - left + size)
        let winner = start + y0 * width + x0
        let largest = inputs[winner]!
        for (let y = y0; y < y1; y++) {
          for (let at = start + y * width + x0; at < start + y * width + x1; at++) {
            const value = inputs[at]!
            if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) {
              largest = value
              winner = at
            }
          }
        }
        outputs[to] = largest
        winners[to++] = winner
      }
    }
  }
}

function buildMaxPool2d(specification: MaxPool2dSpecification, context: LayerContext): Layer {
  const windows = poolWindows(specification, context.inputShape)
  const inputSize = sizeOf(context.inputShape)
  const outputSize = sizeOf(context.measure.outputShape)
  const winners = new Int32Array(context.maxRows * outputSize)
  return {
    bind() {},
    initialise() {},
    forward(outputs, inputs, rows) {
      takeLargest(outputs, winners, inputs, rows * windows.channels, windows)
    },
    backward(inputGradients, outputGradients, _outputs, _inputs, rows) {
      if (inputGradients === null) return
      inputGradients.fill(0, 0, rows * inputSize)
      for (let i = 0; i < rows * outputSize; i++) {
        const at = winners[i]!
        inputGradients[at] = inputGradients[at]! + outputGradients[i]!
      }
    },
  }
}

export const maxPool2d: LayerDefinition<MaxPool2dSpecification> = { measure: measurePool, build: buildMaxPool2d }
