/** What of our own can be measured here: each backend on one thread, and those that can share a run on two. */
import { availableParallelism } from 'node:os'
import type { Backend } from '../../engine/kernels/backend'
import { backendsHere } from './backendsHere'

export interface Contestant {
  /** the backend, with the number of threads where that is not one */
  readonly name: string
  readonly backend: Backend
  readonly threads: number
}

/** Those whose kernels are there, slowest first. @param canShare - whether further threads can be started */
export function contestants(canShare: boolean): readonly Contestant[] {
  const here = backendsHere().flatMap(({ backend, absent }) => (absent === null ? [backend] : []))
  const alone = here.map((backend) => ({ name: backend, backend, threads: 1 }))
  if (!canShare || availableParallelism() < 2) return alone
  const shared = here.filter((backend) => backend !== 'typescript')
  return [...alone, ...shared.map((backend) => ({ name: `${backend}, 2 threads`, backend, threads: 2 }))]
}
