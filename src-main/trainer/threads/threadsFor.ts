/**
 * How many of the threads that were asked for train a run, and why they are fewer.
 *
 * One thread it is for analytic problems, kernels without a shared memory (TypeScript, and so float64), layers that
 * cannot be split, and small steps. No bit of a run depends on it.
 */
import type { Shortfall } from '../../contract/shortfall'
import { usefulThreads } from '../../engine/threads/usefulThreads'
import type { SharedRun } from './assembleTeam'

export interface ThreadsOfRun {
  readonly count: number
  /** null where they are as many as asked for */
  readonly shortfall: Shortfall | null
}

/**
 * @param run - null where the problem has nothing that threads can share
 * @param problem - its kind
 */
export function threadsFor(run: SharedRun | null, problem: string, asked: number): ThreadsOfRun {
  if (asked === 1) return { count: 1, shortfall: null }
  if (run === null) return { count: 1, shortfall: { kind: 'noNetwork', problem } }
  if (run.kernels.memory === undefined) return { count: 1, shortfall: { kind: 'ownMemory' } }
  const layers = wholeLayers(run)
  if (layers.length > 0) return { count: 1, shortfall: { kind: 'wholeLayers', layers } }
  const count = usefulThreads(asked, run.arena.length, run.batchRows)
  return { count, shortfall: count < asked ? { kind: 'smallSteps' } : null }
}

/** Kinds of layers that have no parts. */
function wholeLayers({ network }: SharedRun): string[] {
  const { layers } = network.links.chain
  const whole = network.plan.layers.filter((_, index) => layers[index]?.parts === undefined)
  return [...new Set(whole.map(({ kind }) => kind))]
}
