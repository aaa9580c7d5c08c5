/** By how many threads a run was trained, and whether some of them left before its end. */
import type { RunSummary } from '../../../src-main/contract/run'

/** Nothing where it was one all along. */
export function threadsText({ threads, threadsLeftAt }: Pick<RunSummary, 'threads' | 'threadsLeftAt'>): string {
  if (threads === null || threads < 2) return ''
  return threadsLeftAt === null ? `, ${threads} threads` : `, ${threads} threads, one after step ${threadsLeftAt}`
}
