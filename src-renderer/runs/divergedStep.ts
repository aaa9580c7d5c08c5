/**
 * The step at which a run diverged, or null when it did not.
 *
 * A run whose loss diverges at step t has made t − 1 updates: its own `step` is one less than what is said of it.
 */
import type { RunSummary } from '../../src-main/contract/run'

export function divergedStep(run: Pick<RunSummary, 'status' | 'failure' | 'step'>): number | null {
  if (run.failure?.kind === 'diverged') return run.failure.step
  return run.status === 'diverged' ? run.step : null
}
