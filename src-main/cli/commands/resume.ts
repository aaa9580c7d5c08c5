/**
 * `lab resume RUN…`: goes on from the last checkpoint of a run, with the same bits as if it had never ended; from its
 * beginning where it has none, as a run that a killed program left in the queue.
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

export async function resume(words: readonly string[], options: ResumeOptions, output: Output): Promise<ExitCode> {
  const runs = [...new Set(words.map(parseRunId))]
  const backend = requireBackend(options.backend, nativeAddon)
  // A file that is not there is not made.
  reading(options.db, (labFile) => {
    for (const run of runs) findRun(labFile, run)
  })
  const labFile = openForWriting(options.db)
  const conditions = { labFile, backend, asked: options, isJson: options.json === true }
  return trainRuns(conditions, output, (service) => ({
    runs,
    accepted: Promise.all(runs.map((run) => service.resume(run))),
  }))
}
