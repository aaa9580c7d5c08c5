/** Convolutions by WebAssembly: offsets of the arrays, and room for the patches of one image. */
import type { ConvolutionKernels } from '../kernels/convolutionKernels'
import type { ImageWindows } from '../kernels/imageWindows'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'
import { writeWindows } from './writeWindows'

const { locate } = KernelMemory
/** Of the results: every value is let through. */
const NO_FLOOR = Number.NEGATIVE_INFINITY

export function wasmConvolution(
  { exports }: KernelInstance,
  memory: KernelMemory,
  windows: ImageWindows,
  filters: number,
): ConvolutionKernels {
  const { channels, height, width, size, outputHeight, outputWidth } = windows
  const positions = outputHeight * outputWidth
  const patch = channels * size * size
  const image = channels * height * width
  const at = writeWindows(memory, windows)
  const patches = memory.reserve((patch * positions + 4) * 4)
  const spread = memory.reserve(filters * 32)
  const above =
    (floor: number): ConvolutionKernels['forward'] =>
    (Y, X, W, b, rows) => {
      const y = locate(Y, rows * filters * positions)
      const x = locate(X, rows * image)
      const w = locate(W, filters * patch)
      exports.convolutionForward(y, x, w, locate(b, filters), rows, filters, at, patches, spread, floor)
    }
  return {
    forward: above(NO_FLOOR),
    forwardRectified: above(0),
    parameterGradients(dW, db, dY, X, rows) {
      const dw = locate(dW, filters * patch)
      const dy = locate(dY, rows * filters * positions)
      const x = locate(X, rows * image)
      exports.convolutionParameterGradients(dw, locate(db, filters), dy, x, rows, filters, at, patches)
    },
    inputGradients(dX, dY, W, rows) {
      const dx = locate(dX, rows * image)
      const dy = locate(dY, rows * filters * positions)
      exports.convolutionInputGradients(dx, dy, locate(W, filters * patch), rows, filters, at, patches)
    },
  }
}
