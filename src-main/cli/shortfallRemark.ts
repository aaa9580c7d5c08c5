/**
 * What is said on standard error when a run is not computed as its user asked for by `--backend` or `--threads`: the
 * result is the same, its time is not.
 */
import type { Backend } from '../contract/backend'
import { type Shortfall, shortfallReason } from '../contract/shortfall'
import type { Prepared } from '../contract/trainerMessages'

export interface AskedComputing {
  /** undefined where the user left it to us; so is the number of threads */
  readonly backend?: Backend | undefined
  readonly threads?: number | undefined
}

export type ComputedBy = Pick<Prepared, 'backend' | 'backendShortfall' | 'threads' | 'threadsShortfall'>

/** @returns null where all is as it was asked for, or nothing was */
export function shortfallRemark(run: string, asked: AskedComputing, computed: ComputedBy): string | null {
  const differences: string[] = []
  if (asked.backend !== undefined && asked.backend !== computed.backend) {
    differences.push(`${computed.backend} instead of ${asked.backend}${because(computed.backendShortfall)}`)
  }
  if (asked.threads !== undefined && asked.threads !== computed.threads) {
    const threads = computed.threads === 1 ? '1 thread' : `${computed.threads} threads`
    differences.push(`${threads} instead of ${asked.threads}${because(computed.threadsShortfall)}`)
  }
  return differences.length === 0 ? null : `lab: ${run} is computed by ${differences.join(' and by ')}`
}

function because(shortfall: Shortfall | null): string {
  return shortfall === null ? '' : ` (${shortfallReason(shortfall)})`
}
