/** Every set of float32 kernels that is here: the reference, WebAssembly in both of its forms, each native variant. */
import { nativeAddon } from '../../trainer/nativeAddon'
import type { Kernels } from '../kernels/kernels'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { withVariant } from '../native/nativeAddon'
import { nativeKernels } from '../native/nativeKernels'
import { KernelMemory } from '../wasm/kernelMemory'
import { wasmKernels } from '../wasm/wasmKernels'

export interface NamedKernels {
  readonly name: string
  /** New ones, with a memory of their own. */
  make(): Kernels
}

const { addon } = nativeAddon()

export const float32Kernels: readonly NamedKernels[] = [
  { name: 'typescript', make: () => typescriptKernels('float32') },
  { name: 'wasm', make: () => wasmKernels() },
  { name: 'wasm where every load is checked', make: () => wasmKernels(new KernelMemory(), true) },
  ...(addon?.variants ?? []).map(({ name }) => ({
    name: `native ${name}`,
    make: () => {
      const memory = new KernelMemory()
      // However small a product is: those of small networks would be left to WebAssembly.
      return nativeKernels(withVariant(addon!, name), wasmKernels(memory), memory, 0)
    },
  })),
]
