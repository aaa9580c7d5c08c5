/** Kernels of a backend. WebAssembly has float32 alone: asked for float64, the reference answers, and says so. */
import type { Precision } from '../precision'
import type { KernelMemory } from '../wasm/kernelMemory'
import { wasmKernels } from '../wasm/wasmKernels'
import type { Backend } from './backend'
import type { Kernels } from './kernels'
import { typescriptKernels } from './typescriptKernels'

/**
 * @param memory - where they allocate, if they are of a kind that has one; one of their own when left out
 * @throws RangeError if there is no memory for them
 */
export function createKernels(backend: Backend, precision: Precision, memory?: KernelMemory): Kernels {
  return backend === 'wasm' && precision === 'float32' ? wasmKernels(memory) : typescriptKernels(precision)
}
