/** Element-wise kernels by WebAssembly: offsets of the arrays. */
import type { ElementKernels } from '../kernels/elementKernels'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory

export function wasmElements({ exports }: KernelInstance): ElementKernels {
  return {
    copy(out, a, length) {
      exports.copyElements(locate(out, length), locate(a, length), length)
    },
    add(out, a, b, length) {
      exports.addElements(locate(out, length), locate(a, length), locate(b, length), length)
    },
    multiply(out, a, b, start, length) {
      const from = locate(b, start + length) + start * 4
      exports.multiplyElements(locate(out, length), locate(a, length), from, length)
    },
  }
}
