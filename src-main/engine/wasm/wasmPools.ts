/** Pooling by WebAssembly: offsets of the arrays, and room for the winners of one pass. */
import type { ImageWindows } from '../kernels/imageWindows'
import type { PoolKernels } from '../kernels/poolKernels'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'
import { writeWindows } from './writeWindows'

const { locate } = KernelMemory

export function wasmMaxPool(
  { exports }: KernelInstance,
  memory: KernelMemory,
  windows: ImageWindows,
  maxPlanes: number,
): PoolKernels {
  const at = writeWindows(memory, windows)
  const { input, output } = planeSizes(windows)
  const winners = memory.reserve(maxPlanes * output * 4)
  return {
    forward(outputs, inputs, planes) {
      if (planes > maxPlanes) throw new RangeError(`planes = ${planes}, must be ≤ ${maxPlanes}`)
      exports.maxPoolForward(locate(outputs, planes * output), winners, locate(inputs, planes * input), planes, at)
    },
    backward(inputGradients, outputGradients, planes) {
      const dx = locate(inputGradients, planes * input)
      exports.maxPoolBackward(dx, locate(outputGradients, planes * output), winners, planes, at)
    },
  }
}

export function wasmAveragePool({ exports }: KernelInstance, memory: KernelMemory, windows: ImageWindows): PoolKernels {
  const at = writeWindows(memory, windows)
  const { input, output } = planeSizes(windows)
  return {
    forward(outputs, inputs, planes) {
      exports.averagePoolForward(locate(outputs, planes * output), locate(inputs, planes * input), planes, at)
    },
    backward(inputGradients, outputGradients, planes) {
      const dx = locate(inputGradients, planes * input)
      exports.averagePoolBackward(dx, locate(outputGradients, planes * output), planes, at)
    },
  }
}

function planeSizes({ height, width, outputHeight, outputWidth }: ImageWindows) {
  return { input: height * width, output: outputHeight * outputWidth }
}
