/**
 * Kernels in WebAssembly with 128-bit SIMD, float32: bit for bit those of `typescriptKernels('float32')`, which stand in
 * where there is no twin.
 *
 * Each has a memory of its own, which lives as long as any view into it, or the one it is given.
 */
import type { Kernels } from '../kernels/kernels'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { instantiateKernels } from './kernelExports'
import { KernelMemory } from './kernelMemory'
import { wasmActivations } from './wasmActivations'
import { wasmByteRows } from './wasmByteRows'
import { wasmConvolution } from './wasmConvolution'
import { wasmElements } from './wasmElements'
import { wasmLosses } from './wasmLosses'
import { wasmBatchNorm, wasmLayerNorm } from './wasmNorms'
import { wasmAveragePool, wasmMaxPool } from './wasmPools'
import { wasmDense, wasmProducts } from './wasmProducts'

/**
 * @param areLoadsChecked - see `KernelResources`
 * @throws RangeError if the machine refuses the memory
 */
export function wasmKernels(memory = new KernelMemory(), areLoadsChecked = false): Kernels {
  const instance = instantiateKernels(memory, areLoadsChecked)
  const reference = typescriptKernels('float32')
  const activations = wasmActivations(instance)
  return {
    backend: 'wasm',
    precision: 'float32',
    memory,
    allocate: (precision, length) => memory.allocate(precision, length),
    products: wasmProducts(instance),
    dense: wasmDense(instance),
    convolution: (windows, filters) => wasmConvolution(instance, memory, windows, filters),
    maxPool: (windows, maxPlanes) => wasmMaxPool(instance, memory, windows, maxPlanes),
    averagePool: (windows) => wasmAveragePool(instance, memory, windows),
    layerNorm: (size, maxRows, epsilon) => wasmLayerNorm(instance, memory, size, maxRows, epsilon),
    batchNorm: (channels, positions) => wasmBatchNorm(instance, channels, positions),
    byteRows: (rows) => wasmByteRows(instance, memory, rows),
    elements: wasmElements(instance),
    activation: (activation) => activations.get(activation) ?? reference.activation(activation),
    loss: wasmLosses(instance, memory),
  }
}
