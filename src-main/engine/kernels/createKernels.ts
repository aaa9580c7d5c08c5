/** Kernels of a backend. WebAssembly has float32 alone: asked for float64, the reference answers, and says so. */
import type { Precision } from '../precision'
import { wasmKernels } from '../wasm/wasmKernels'
import type { Backend } from './backend'
import type { Kernels } from './kernels'
import { typescriptKernels } from './typescriptKernels'

/** @throws RangeError if there is no memory for them */
export function createKernels(backend: Backend, precision: Precision): Kernels {
  return backend === 'wasm' && precision === 'float32' ? wasmKernels() : typescriptKernels(precision)
}
