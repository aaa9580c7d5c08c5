/**
 * The largest number of every window; its gradient goes to where that number stood.
 *
 * Of a tie the first in the order of the window wins; a NaN wins over everything, the first of them. Where windows
 * overlap, gradients add up in the order of the windows from +0, each sum rounded on the store.
 */
import type { Reals } from '../precision'
import type { ImageWindows } from './imageWindows'
import type { PoolKernels } from './poolKernels'

export function typescriptMaxPool(windows: ImageWindows, maxPlanes: number): PoolKernels {
  const { height, width, outputHeight, outputWidth } = windows
  const winners = new Int32Array(maxPlanes * outputHeight * outputWidth)
  return {
    forward(outputs, inputs, planes) {
      takeLargest(outputs, winners, inputs, planes, windows)
    },
    backward(inputGradients, outputGradients, planes) {
      inputGradients.fill(0, 0, planes * height * width)
      for (let i = 0; i < planes * outputHeight * outputWidth; i++) {
        const at = winners[i]!
        inputGradients[at] = inputGradients[at]! + outputGradients[i]!
      }
    },
  }
}

/** Overwrites outputs and winners (indices of inputs). */
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
