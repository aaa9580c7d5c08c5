/** Any work, ready to be done by our own engine, on one thread or on several. */

import { assertNever } from '../../contract/assertNever'
import type { Kernels } from '../../engine/kernels/kernels'
import { kernelsHere } from '../kernelsHere'
import { assembleTeam } from '../threads/assembleTeam'
import type { StartFollowers } from '../threads/startFollowers'
import { threadsFor } from '../threads/threadsFor'
import type { Contestant } from './contestants'
import type { Work } from './figure'
import type { Passes } from './passes'
import { prepareBowl } from './prepareBowl'
import type { PreparedWork } from './preparedWork'
import { prepareProduct } from './prepareProduct'
import { prepareTraining } from './prepareTraining'
import { prepareUpdate } from './prepareUpdate'

const nothing = (): Promise<void> => Promise.resolve()

/**
 * @param start - what starts further threads
 * @returns null for work that several threads do no better than one
 * @throws RangeError if there is no memory for it
 */
export async function prepareWork(
  work: Work,
  { backend, threads }: Pick<Contestant, 'backend' | 'threads'>,
  start?: StartFollowers,
): Promise<PreparedWork | null> {
  const kernels = kernelsHere(backend, 'float32')
  if (threads === 1) return { passes: preparePasses(work, kernels), end: nothing }
  if (start === undefined || (work.kind !== 'perceptron' && work.kind !== 'convolution')) return null
  const { passes, shared } = prepareTraining(work, kernels)
  const { count } = threadsFor(shared, work.kind, threads)
  if (count === 1) return null
  const team = await assembleTeam(shared, { count, start, nowMs: () => performance.now() })
  return { passes, end: () => team.end() }
}

function preparePasses(work: Work, kernels: Kernels): Passes {
  switch (work.kind) {
    case 'perceptron':
    case 'convolution':
      return prepareTraining(work, kernels).passes
    case 'update':
      return prepareUpdate(work, kernels)
    case 'bowl':
      return prepareBowl(work, kernels)
    case 'product':
      return prepareProduct(work, kernels)
    default:
      return assertNever(work)
  }
}
