/**
 * `lab resume RUN`: goes on from the last checkpoint of a run, with the same bits as if it had never ended.
 *
 * A run that cannot go on as the same run, such as one whose data have changed, is refused before anything of it is
 * touched: nothing ran, so this is a wrong request and no failed run.
 */
import type { Backend } from '../../contract/backend'
import { nativeAddon } from '../../trainer/nativeAddon'
import type { ExitCode } from '../exitCodes'
import type { Output } from '../output'
import { findRun, openForWriting, parseRunId, reading } from '../request'
import { requireBackend } from '../requireBackend'
import { trainRuns } from '../trainRuns'

export interface ResumeOptions {
  readonly db?: string
  readonly json?: boolean
  readonly backend?: Backend
  readonly threads?: number
}

export async function resume(run: string, options: ResumeOptions, output: Output): Promise<ExitCode> {
  const id = parseRunId(run)
  const backend = requireBackend(options.backend, nativeAddon)
  // A file that is not there is not made.
  reading(options.db, (labFile) => findRun(labFile, id))
  const labFile = openForWriting(options.db)
  const conditions = { labFile, backend, asked: options, isJson: options.json === true }
  return trainRuns(conditions, output, (service) => ({ runs: [id], accepted: service.resume(id) }))
}
