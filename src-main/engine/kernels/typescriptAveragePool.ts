/**
 * The mean of every window, over what of it lies inside the image.
 *
 * Sums in float64 in the order of the window, divided there and rounded once on the store; so are the shares of a
 * gradient. Where windows overlap, shares add up in the order of the windows from +0, each sum rounded on the store.
 */
import type { Reals } from '../precision'
import type { ImageWindows } from './imageWindows'
import type { PoolKernels } from './poolKernels'

export function typescriptAveragePool(windows: ImageWindows): PoolKernels {
  const { height, width } = windows
  return {
    forward(outputs, inputs, planes) {
      takeMeans(outputs, inputs, planes, windows)
    },
    backward(inputGradients, outputGradients, planes) {
      inputGradients.fill(0, 0, planes * height * width)
      addShares(inputGradients, outputGradients, planes, windows)
    },
  }
}

/** Overwrites outputs. */
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
