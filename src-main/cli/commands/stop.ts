/**
 * `lab stop RUN…`: takes runs out of the queue that a killed program left there. A new one ends stopped; one that was to go
 * on is what it was before. All of them, or none.
 */
import { unwrap } from '../../contract/result'
import { inTransaction } from '../../store/labDatabase'
import { leaveQueue } from '../../store/resumeRun'
import { stateGuard } from '../../store/runs/runStatus'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { findRun, openForWriting, parseRunId, reading } from '../request'

export interface StopOptions {
  readonly db?: string
  readonly json?: boolean
}

export function stop(words: readonly string[], options: StopOptions, output: Output): void {
  const runs = [...new Set(words.map(parseRunId))]
  // A file that is not there is not made.
  reading(options.db, (labFile) => {
    for (const run of runs) findRun(labFile, run)
  })
  const labFile = openForWriting(options.db)
  try {
    const leave = (): void =>
      inTransaction(labFile.db, () => {
        const guard = stateGuard(labFile.db, 'stopping')
        for (const run of runs) {
          guard(run, 'queued', ({ status }) => status === 'queued')
          leaveQueue(labFile.db, run, Date.now())
        }
      })
    unwrap(labFile.attempt(leave))
    for (const run of runs) {
      const { status } = findRun(labFile, run)
      const said = `run ${run} is out of the queue, and ${status}`
      output.result(options.json === true ? jsonLine({ event: 'stopped', run, status }) : said)
    }
  } finally {
    labFile.close()
  }
}
