/**
 * The reference kernels.
 *
 * In float32 the elementary functions are those of `mathematics/float32`, rounded after every operation, so that others
 * can give the same bits; losses of real targets compute in float64 and round on the store, in every backend.
 */
import type { Activation } from '../layers/activations/activation'
import { elu } from '../layers/activations/elu'
import { elu32 } from '../layers/activations/elu32'
import { gelu } from '../layers/activations/gelu'
import { gelu32 } from '../layers/activations/gelu32'
import { logistic } from '../layers/activations/logistic'
import { logistic32 } from '../layers/activations/logistic32'
import { silu } from '../layers/activations/silu'
import { silu32 } from '../layers/activations/silu32'
import { softplus } from '../layers/activations/softplus'
import { softplus32 } from '../layers/activations/softplus32'
import { tanh } from '../layers/activations/tanh'
import { tanh32 } from '../layers/activations/tanh32'
import { binaryCrossEntropy32 } from '../losses/binaryCrossEntropy32'
import type { Loss } from '../losses/loss'
import { smoothedCrossEntropy32 } from '../losses/smoothedCrossEntropy32'
import { softmaxCrossEntropy32 } from '../losses/softmaxCrossEntropy32'
import { allocateReals, type Precision } from '../precision'
import { batchNorm32 } from './batchNorm32'
import { batchNorm64 } from './batchNorm64'
import { byteRows } from './byteRows'
import { TypescriptConvolution } from './convolutionKernels'
import { denseKernels } from './denseKernels'
import { elementKernels } from './elementKernels'
import type { Kernels } from './kernels'
import { layerNorm32 } from './layerNorm32'
import { layerNorm64 } from './layerNorm64'
import { matrixProducts } from './matrixProduct'
import { typescriptAveragePool } from './typescriptAveragePool'
import { typescriptMaxPool } from './typescriptMaxPool'

const activations32: ReadonlyMap<Activation, Activation> = new Map([
  [elu, elu32],
  [gelu, gelu32],
  [silu, silu32],
  [softplus, softplus32],
  [tanh, tanh32],
  [logistic, logistic32],
])

function loss32(reference: Loss): Loss {
  switch (reference.kind) {
    case 'softmaxCrossEntropy':
      return softmaxCrossEntropy32
    case 'smoothedCrossEntropy':
      return smoothedCrossEntropy32(reference.setting)
    case 'binaryCrossEntropy':
      return binaryCrossEntropy32
    default:
      return reference
  }
}

export function typescriptKernels(precision: Precision): Kernels {
  const isFloat32 = precision === 'float32'
  const products = matrixProducts(precision)
  return {
    backend: 'typescript',
    precision,
    allocate: allocateReals,
    products,
    dense: denseKernels(products),
    convolution: (windows, filters) => new TypescriptConvolution(products, precision, windows, filters),
    maxPool: typescriptMaxPool,
    averagePool: typescriptAveragePool,
    layerNorm: isFloat32 ? layerNorm32 : layerNorm64,
    batchNorm: isFloat32 ? batchNorm32 : batchNorm64,
    byteRows,
    elements: elementKernels,
    activation: (reference) => (isFloat32 ? activations32.get(reference) : undefined) ?? reference,
    loss: isFloat32 ? loss32 : (reference) => reference,
  }
}
