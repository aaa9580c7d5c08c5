/**
 * Kernels in native code over the memory of WebAssembly kernels, float32: bit for bit those of
 * `typescriptKernels('float32')`.
 *
 * Native are the products, where wider vectors count; everything else stays with the WebAssembly kernels, which work on
 * the same memory, so nothing is copied between the two.
 */
import type { Kernels } from '../kernels/kernels'
import type { KernelMemory } from '../wasm/kernelMemory'
import type { NativeAddon } from './nativeAddon'
import { nativeDense, nativeProducts } from './nativeProducts'

/** Below it the call costs more than the work; measured: WebAssembly needs 0.1 µs for so many multiplications. */
const fewestMultiplications = 2500

/**
 * @param wasm - what does the rest
 * @param memory - where those allocate
 * @param fewest - multiplications from which a product is native
 */
export function nativeKernels(
  { fastest: native, addressOf }: NativeAddon,
  wasm: Kernels,
  memory: KernelMemory,
  fewest = fewestMultiplications,
): Kernels {
  const base = addressOf(new Uint8Array(memory.memory.buffer))
  return {
    ...wasm,
    backend: 'native',
    products: nativeProducts({ native, base, small: wasm.products, fewest }),
    dense: nativeDense({ native, base, small: wasm.dense, fewest }),
  }
}
