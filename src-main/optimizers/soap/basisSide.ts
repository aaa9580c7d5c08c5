/** One side of `PreconditionedMatrix`: the running mean of G·Gᵀ or Gᵀ·G, and the basis made of it. */
import type { Kernels } from '../../engine/kernels/kernels'
import type { StateTensor } from '../../engine/layers/layer'
import type { Reals } from '../../engine/precision'
import { orthonormaliseColumns } from './orthonormalColumns'
import { symmetricEigenvectors } from './symmetricEigenvectors'

/** Added to the diagonal before eigenvectors are taken, as the authors do. */
const ridge = 1e-30

export class BasisSide {
  /** Q, size × size, columns are the basis */
  readonly basis: Reals
  readonly tensors: readonly StateTensor[]
  readonly #mean: Reals
  readonly #product: Reals
  readonly #size: number
  readonly #kernels: Kernels

  constructor(name: string, size: number, kernels: Kernels) {
    const allocate = () => kernels.allocate(kernels.precision, size * size)
    this.basis = allocate()
    this.#mean = allocate()
    this.#product = allocate()
    this.#size = size
    this.#kernels = kernels
    const shape = [size, size]
    this.tensors = [
      { name: `${name}.covariance`, shape, values: this.#mean },
      { name: `${name}.basis`, shape, values: this.basis },
    ]
  }

  /** @param addSquare - adds G·Gᵀ, or Gᵀ·G, to what it is given */
  observe(addSquare: (out: Reals) => void, beta: number): void {
    const [mean, product] = [this.#mean, this.#product]
    product.fill(0)
    addSquare(product)
    for (let index = 0; index < mean.length; index++) {
      mean[index] = beta * mean[index]! + (1 - beta) * product[index]!
    }
  }

  start(): void {
    const n = this.#size
    const matrix = Float64Array.from(this.#mean)
    for (let index = 0; index < n; index++) matrix[index * n + index] = matrix[index * n + index]! + ridge
    this.basis.set(matrix.every(Number.isFinite) ? symmetricEigenvectors(matrix, n) : identity(n))
  }

  /** Q ← QR(mean·Q in the order of falling eigenvalues). @returns where each new column was */
  refresh(): readonly number[] {
    const n = this.#size
    const [basis, product] = [this.basis, this.#product]
    product.fill(0)
    this.#kernels.products.plain(product, this.#mean, basis, n, n, n)
    const eigenvalues = new Float64Array(n)
    for (let index = 0; index < n * n; index++) {
      const column = index % n
      eigenvalues[column] = eigenvalues[column]! + basis[index]! * product[index]!
    }
    const order = Array.from({ length: n }, (_, index) => index)
    if (!eigenvalues.every(Number.isFinite)) return order
    order.sort((one, other) => eigenvalues[other]! - eigenvalues[one]! || one - other)
    const next = new Float64Array(n * n)
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < n; column++) next[row * n + column] = product[row * n + order[column]!]!
    }
    orthonormaliseColumns(next, n)
    basis.set(next)
    return order
  }
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let index = 0; index < n; index++) matrix[index * n + index] = 1
  return matrix
}
