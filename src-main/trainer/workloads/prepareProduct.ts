/** One matrix product over arrays without zeros; the sums go on from pass to pass, as the products add to what is there. */
import { createGenerator } from '../../engine/generator'
import type { Kernels } from '../../engine/kernels/kernels'
import type { ProductWork } from './figure'
import type { Passes } from './passes'

export function prepareProduct({ orientation, rows, inner, columns }: ProductWork, kernels: Kernels): Passes {
  const generator = createGenerator(1, 'bench')
  const normal = (length: number) => {
    const matrix = kernels.allocate('float32', length)
    for (let index = 0; index < length; index++) matrix[index] = generator.nextNormal()
    return matrix
  }
  const [out, a, b] = [normal(rows * columns), normal(rows * inner), normal(inner * columns)]
  const multiply = kernels.products[orientation]
  return (count) => {
    for (let pass = 0; pass < count; pass++) multiply(out, a, b, rows, inner, columns)
  }
}
