/**
 * Everything a network's speed depends on, behind one interface: whoever implements it gives the same bits.
 *
 * Arrays handed to any of these functions must come from `allocate`, or be views into such arrays: kernels of another
 * language reach no other memory. Nothing is allocated but where it says so, which is for set-up only.
 */
import type { Activation } from '../layers/activations/activation'
import type { Loss } from '../losses/loss'
import type { Precision, Reals } from '../precision'
import type { KernelMemory } from '../wasm/kernelMemory'
import type { Backend } from './backend'
import type { BatchNormKernels } from './batchNormKernels'
import type { ByteRows, RowReader } from './byteRows'
import type { ConvolutionKernels } from './convolutionKernels'
import type { DenseKernels } from './denseKernels'
import type { ElementKernels } from './elementKernels'
import type { ImageWindows } from './imageWindows'
import type { LayerNormKernels } from './layerNormKernels'
import type { MatrixProducts } from './matrixProduct'
import type { PoolKernels } from './poolKernels'

export interface Kernels {
  readonly backend: Backend
  readonly precision: Precision
  /** Where `allocate` allocates, for other WebAssembly code over the same arrays; absent where there is no such memory. */
  readonly memory?: KernelMemory
  /** Zeros that these kernels can reach; stays good for their life. Usable apart from its object. */
  readonly allocate: (precision: Precision, length: number) => Reals
  readonly products: MatrixProducts
  readonly dense: DenseKernels
  /** Allocates: for set-up only. */
  convolution(windows: ImageWindows, filters: number): ConvolutionKernels
  /** Allocates: for set-up only. */
  maxPool(windows: ImageWindows, maxPlanes: number): PoolKernels
  /** Allocates: for set-up only. */
  averagePool(windows: ImageWindows): PoolKernels
  /** Allocates: for set-up only. */
  layerNorm(size: number, maxRows: number, epsilon: number): LayerNormKernels
  batchNorm(channels: number, positions: number): BatchNormKernels
  /** Rows of bytes, to be read into arrays of `allocate`. Allocates, a copy of the bytes where need be: for set-up only. */
  byteRows(rows: ByteRows): RowReader
  readonly elements: ElementKernels
  /** What computes this activation here: its own form in this precision and language, or the activation itself. */
  activation(reference: Activation): Activation
  /** What computes this loss here: its own form in this precision and language, or the loss itself. */
  loss(reference: Loss): Loss
}
