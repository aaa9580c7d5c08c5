/** What of our own can be measured here: each backend on one thread. */
import type { Backend } from '../../engine/kernels/backend'
import { backendsHere } from './backendsHere'

export interface Contestant {
  /** the backend, with the number of threads where that is not one */
  readonly name: string
  readonly backend: Backend
  readonly threads: number
}

/** Those whose kernels are there, slowest first. */
export function contestants(): readonly Contestant[] {
  return backendsHere()
    .filter(({ absent }) => absent === null)
    .map(({ backend }) => ({ name: backend, backend, threads: 1 }))
}
