/**
 * The eigenbasis that SOAP works in, for one matrix of gradients G, rows × columns.
 *
 *   L ← β·L + (1 − β)·G·Gᵀ        R ← β·R + (1 − β)·Gᵀ·G        L(0) = R(0) = 0
 *   G' = Q_Lᵀ·G·Q_R               G  = Q_L·G'·Q_Rᵀ
 *
 * Q_L and Q_R are eigenvectors of L and R at first; later ones come from one step of orthogonal iteration, Q ← QR(L·Q),
 * columns in the order of falling eigenvalues beforehand. A side longer than `maxDimension` keeps the identity.
 * Source: Vyas et al., "SOAP: improving and stabilizing Shampoo using Adam", 2024, algorithm 3 and 4.
 */
import type { Kernels } from '../../engine/kernels/kernels'
import type { StateTensor } from '../../engine/layers/layer'
import type { Reals } from '../../engine/precision'
import { BasisSide } from './basisSide'

export class PreconditionedMatrix {
  readonly tensors: readonly StateTensor[]
  readonly #rows: number
  readonly #columns: number
  readonly #left: BasisSide | null
  readonly #right: BasisSide | null
  readonly #between: Reals
  readonly #kernels: Kernels

  constructor(name: string, rows: number, columns: number, maxDimension: number, kernels: Kernels) {
    this.#rows = rows
    this.#columns = columns
    this.#kernels = kernels
    this.#left = rows <= maxDimension ? new BasisSide(`${name}.rows`, rows, kernels) : null
    this.#right = columns <= maxDimension ? new BasisSide(`${name}.columns`, columns, kernels) : null
    this.#between = kernels.allocate(kernels.precision, rows * columns)
    this.tensors = [...(this.#left?.tensors ?? []), ...(this.#right?.tensors ?? [])]
  }

  /** G' from G; the two must not overlap. */
  project(out: Reals, G: Reals): void {
    const { products } = this.#kernels
    const [rows, columns] = [this.#rows, this.#columns]
    const middle = this.#right === null ? out : this.#between
    if (this.#left === null) middle.set(G)
    else products.leftTransposed(cleared(middle), this.#left.basis, G, rows, rows, columns)
    if (this.#right !== null) products.plain(cleared(out), middle, this.#right.basis, rows, columns, columns)
  }

  /** G from G'; the two must not overlap. */
  projectBack(out: Reals, projected: Reals): void {
    const { products } = this.#kernels
    const [rows, columns] = [this.#rows, this.#columns]
    const middle = this.#right === null ? out : this.#between
    if (this.#left === null) middle.set(projected)
    else products.plain(cleared(middle), this.#left.basis, projected, rows, rows, columns)
    if (this.#right !== null) products.rightTransposed(cleared(out), middle, this.#right.basis, rows, columns, columns)
  }

  /** Moves L and R. @param beta - share of what was there */
  observe(G: Reals, beta: number): void {
    const { products } = this.#kernels
    const [rows, columns] = [this.#rows, this.#columns]
    this.#left?.observe((out) => products.rightTransposed(out, G, G, rows, columns, rows), beta)
    this.#right?.observe((out) => products.leftTransposed(out, G, G, columns, rows, columns), beta)
  }

  /** Takes the eigenvectors of L and R as they are. */
  start(): void {
    this.#left?.start()
    this.#right?.start()
  }

  /** Moves Q_L and Q_R one step, and puts rows and columns of s into the new order. */
  refresh(s: Reals): void {
    const [rows, columns] = [this.#rows, this.#columns]
    const before = this.#between
    if (this.#left !== null) {
      const order = this.#left.refresh()
      before.set(s)
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          s[row * columns + column] = before[order[row]! * columns + column]!
        }
      }
    }
    if (this.#right === null) return
    const order = this.#right.refresh()
    before.set(s)
    for (let index = 0; index < rows * columns; index++) {
      const column = index % columns
      s[index] = before[index - column + order[column]!]!
    }
  }
}

function cleared(array: Reals): Reals {
  return array.fill(0)
}
