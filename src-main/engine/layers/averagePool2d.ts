/**
 * The mean of every window of every channel, over what of it lies inside the image.
 *
 * Shapes: [channels, height, width] → [channels, …] by `imageWindows`. Sums in float64 in the order of the window,
 * rounded once on the store; where windows overlap, gradients add up in the order of the windows.
 * Variant: padding does not count, as in TensorFlow; PyTorch's `AvgPool2d` counts it unless told not to.
 * Source: LeCun et al., "Handwritten digit recognition with a back-propagation network", NIPS 1989.
 */
import type { ImageWindows } from '../kernels/imageWindows'
import type { Reals } from '../precision'
import type { Layer, LayerContext, LayerDefinition } from './layer'
import { measurePool, poolWindows } from './poolWindows'
import { sizeOf } from './sizeOf'
import type { AveragePool2dSpecification } from './specification'

/** Overwrites outputs for `planes` images of one channel. */
function takeMeans(outputs: Reals, inputs: Reals, planes: number, windows: ImageWindows): void {
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
        let sum = 0
        for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += inputs[start + y * width + x]!
        outputs[to++] = sum / ((y1 - y0) * (x1 - x0))
      }
    }
  }
}

/** Adds every mean's gradient, in equal shares, to the inputs it was taken of. */
function addShares(inputGradients: Reals, outputGradients: Reals, planes: number, windows: ImageWindows): void {
  const { height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let from = 0
  for (let plane = 0; plane < planes; plane++) {
    const start = plane * height * width
    for (let row = 0; row < outputHeight; row++) {
      const y0 = Math.max(0, row * stride - top)
      const y1 = Math.min(height, row * stride - top + size)
      for (let column = 0; column < outputWidth; column++) {
        const x0 = Math.max(0, column * stride - left)
        const x1 = Math.min(width, column * stride - left + size)
        const share = outputGradients[from++]! / ((y1 - y0) * (x1 - x0))
        for (let y = y0; y < y1; y++) {
          for (let at = start + y * width + x0; at < start + y * width + x1; at++) {
            inputGradients[at] = inputGradients[at]! + share
          }
        }
      }
    }
  }
}

function buildAveragePool2d(specification: AveragePool2dSpecification, context: LayerContext): Layer {
  const windows = poolWindows(specification, context.inputShape)
  const inputSize = sizeOf(context.inputShape)
  return {
    bind() {},
    initialise() {},
    forward(outputs, inputs, rows) {
      takeMeans(outputs, inputs, rows * windows.channels, windows)
    },
    backward(inputGradients, outputGradients, _outputs, _inputs, rows) {
      if (inputGradients === null) return
      inputGradients.fill(0, 0, rows * inputSize)
      addShares(inputGradients, outputGradients, rows * windows.channels, windows)
    },
  }
}

export const averagePool2d: LayerDefinition<AveragePool2dSpecification> = {
  measure: measurePool,
  build: buildAveragePool2d,
}
