/** Whether a run can go on, or begin again; whether its data and the engine are still the same, main finds out. */
import type { RunStatus, RunSummary } from '../../src-main/contract/run'

const resumable: ReadonlySet<RunStatus> = new Set(['stopped', 'interrupted', 'failed'])

export function canResume({ status, trashedAtMs }: RunSummary): boolean {
  return resumable.has(status) && trashedAtMs === null
}
