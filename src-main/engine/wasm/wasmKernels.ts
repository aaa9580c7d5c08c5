/**
 * Kernels in WebAssembly with 128-bit SIMD, float32: bit for bit those of `typescriptKernels('float32')`, which stand in
 * where there is no twin.
 *
 * Each has a memory of its own, which lives as long as any view into it, or the one it is given.
 */
import { type ByteRows, byteRows, checkRows, type RowReader, rowsAtOnce } from '../kernels/byteRows'
import type { ElementKernels } from '../kernels/elementKernels'
import type { Kernels } from '../kernels/kernels'
import { linearBytes } from '../kernels/linearBytes'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { instantiateKernels, type KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'
import { wasmActivations } from './wasmActivations'
import { wasmConvolution } from './wasmConvolution'
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

const { locate } = KernelMemory

/** What networks need of the memory comes first: more bytes stay where they are, and are read by the reference. */
const mostCopiedBytes = 536_870_912

/** Rows of bytes by WebAssembly: all of them are copied into the kernels' memory once, with the values they stand for. */
function wasmByteRows({ exports }: KernelInstance, memory: KernelMemory, of: ByteRows): RowReader {
  const { values, size, scaled } = of
  if (values.length > mostCopiedBytes) return byteRows(of)
  const linear = linearBytes(scaled)
  const table = memory.allocate('float32', scaled.length)
  table.set(scaled)
  const scaledAt = table.byteOffset
  const rowsAt = memory.reserve(rowsAtOnce * Uint32Array.BYTES_PER_ELEMENT)
  const bytesAt = memory.reserve(values.length)
  new Uint8Array(memory.memory.buffer, bytesAt, values.length).set(values)
  const rows = new Uint32Array(memory.memory.buffer, rowsAt, rowsAtOnce)
  return {
    rows,
    read(count, into, offset) {
      checkRows(of, rows, count)
      const out = locate(into, (offset + count) * size) + offset * size * 4
      if (linear === null) exports.scaleRows(out, bytesAt, rowsAt, count, size, scaledAt)
      else exports.scaleRowsLinearly(out, bytesAt, rowsAt, count, size, linear.high, linear.low)
    },
  }
}

/** Element-wise kernels by WebAssembly: offsets of the arrays. */
function wasmElements({ exports }: KernelInstance): ElementKernels {
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
