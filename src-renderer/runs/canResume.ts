/** Whether a run has something to go on from; whether its data and the engine are still the same, main finds out. */
import type { RunStatus, RunSummary } from '../../src-main/contract/run'

const resumable: ReadonlySet<RunStatus> = new Set(['stopped', 'interrupted', 'failed'])

export function canResume({ checkpointStep, status, trashedAtMs }: RunSummary): boolean {
  return checkpointStep !== null && resumable.has(status) && trashedAtMs === null
}
