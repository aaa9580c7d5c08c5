/** Matrix products as training meets them: orientation, rows, inner length, columns. */
import { createGenerator } from '../src-main/engine/generator'
import type { Backend } from '../src-main/engine/kernels/backend'
import { createKernels } from '../src-main/engine/kernels/createKernels'
import type { MatrixProducts } from '../src-main/engine/kernels/matrixProduct'

export interface MatrixShape {
  readonly name: string
  readonly orientation: keyof MatrixProducts
  readonly rows: number
  readonly inner: number
  readonly columns: number
}

const shape = (
  name: string,
  orientation: keyof MatrixProducts,
  size: readonly [number, number, number],
): MatrixShape => ({
  name,
  orientation,
  rows: size[0],
  inner: size[1],
  columns: size[2],
})

export const matrixShapes: readonly MatrixShape[] = [
  shape('64³', 'plain', [64, 64, 64]),
  shape('128³', 'plain', [128, 128, 128]),
  shape('256³', 'plain', [256, 256, 256]),
  shape('512³', 'plain', [512, 512, 512]),
  shape('1024³', 'plain', [1024, 1024, 1024]),
  shape('W2 hidden1', 'plain', [64, 784, 128]),
  shape('W2 hidden2', 'plain', [64, 128, 64]),
  shape('W2 output', 'plain', [64, 64, 10]),
  shape('W2 dW', 'leftTransposed', [784, 64, 128]),
  shape('W2 dX', 'rightTransposed', [64, 64, 128]),
  shape('W3 hidden1', 'plain', [128, 784, 512]),
  shape('W3 hidden2', 'plain', [128, 512, 512]),
  shape('W3 dW', 'leftTransposed', [784, 128, 512]),
  shape('W3 dX', 'rightTransposed', [128, 512, 512]),
  shape('W3 output', 'plain', [128, 512, 10]),
]

/** One product of this shape, over arrays without zeros. */
export function prepareProduct({ orientation, rows, inner, columns }: MatrixShape, backend: Backend): () => void {
  const { allocate, products } = createKernels(backend, 'float32')
  const generator = createGenerator(1, 'bench')
  const [out, a, b] = [rows * columns, rows * inner, inner * columns].map((length) => {
    const matrix = allocate('float32', length)
    for (let index = 0; index < length; index++) matrix[index] = generator.nextNormal()
    return matrix
  })
  return () => products[orientation](out!, a!, b!, rows, inner, columns)
}
