/**
 * The reference kernels.
 *
 * In float32 the elementary functions are those of `mathematics/float32`, rounded after every operation, so that others
 * can give the same bits; activations and losses without such a form compute in float64 and round on the store, in every
 * backend.
 */
import type { Activation } from '../layers/activations/activation'
import { logistic } from '../layers/activations/logistic'
import { logistic32 } from '../layers/activations/logistic32'
import { tanh } from '../layers/activations/tanh'
import { tanh32 } from '../layers/activations/tanh32'
import { binaryCrossEntropy } from '../losses/binaryCrossEntropy'
import { binaryCrossEntropy32 } from '../losses/binaryCrossEntropy32'
import type { Loss } from '../losses/loss'
import { softmaxCrossEntropy } from '../losses/softmaxCrossEntropy'
import { softmaxCrossEntropy32 } from '../losses/softmaxCrossEntropy32'
import { allocateReals, type Precision } from '../precision'
import { TypescriptConvolution } from './convolutionKernels'
import { denseKernels } from './denseKernels'
import { elementKernels } from './elementKernels'
import type { Kernels } from './kernels'
import { matrixProducts } from './matrixProduct'
import { typescriptAveragePool } from './typescriptAveragePool'
import { typescriptMaxPool } from './typescriptMaxPool'

const activations32: ReadonlyMap<Activation, Activation> = new Map([
  [tanh, tanh32],
  [logistic, logistic32],
])
const losses32: ReadonlyMap<Loss, Loss> = new Map([
  [softmaxCrossEntropy, softmaxCrossEntropy32],
  [binaryCrossEntropy, binaryCrossEntropy32],
])

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
    elements: elementKernels,
    activation: (reference) => (isFloat32 ? activations32.get(reference) : undefined) ?? reference,
    loss: (reference) => (isFloat32 ? losses32.get(reference) : undefined) ?? reference,
  }
}
