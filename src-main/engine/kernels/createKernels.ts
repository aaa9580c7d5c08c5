/**
 * Kernels of a backend, or of the next slower one where it has none: without the addon `native` is WebAssembly, and
 * asked for float64 both leave it to the reference. The kernels say what they are.
 */
import type { NativeAddon } from '../native/nativeAddon'
import { nativeKernels } from '../native/nativeKernels'
import type { Precision } from '../precision'
import { KernelMemory } from '../wasm/kernelMemory'
import { wasmKernels } from '../wasm/wasmKernels'
import type { Backend } from './backend'
import type { Kernels } from './kernels'
import { typescriptKernels } from './typescriptKernels'

/** What kernels can be given from outside. */
export interface KernelResources {
  /** the native kernels where they could be loaded */
  readonly addon?: NativeAddon | null
  /** where they allocate, if they are of a kind that has one; one of their own when left out */
  readonly memory?: KernelMemory
  /**
   * Whether WebAssembly checks the bounds of every load by an instruction of its own, as it does where a process has no trap
   * handler. A choice of speed alone: of two forms of a kernel the one with fewer loads is taken then.
   */
  readonly areLoadsChecked?: boolean
}

/** @throws RangeError if there is no memory for them */
export function createKernels(backend: Backend, precision: Precision, resources: KernelResources = {}): Kernels {
  if (backend === 'typescript' || precision === 'float64') return typescriptKernels(precision)
  const { addon = null, memory = new KernelMemory(), areLoadsChecked = false } = resources
  const wasm = wasmKernels(memory, areLoadsChecked)
  return backend === 'native' && addon !== null ? nativeKernels(addon, wasm, memory) : wasm
}
