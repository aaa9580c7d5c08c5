/** `lab verify RUN`: trains again from the stored document and compares parameter digests. */
import { availableParallelism } from 'node:os'
import type { Backend } from '../../contract/backend'
import { unwrap } from '../../contract/result'
import { createNodeTrainerHost } from '../../runs/nodeTrainerHost'
import { createRunService } from '../../runs/runService'
import { openLabFile } from '../../store/openLabFile'
import { registry } from '../../trainer/registry'
import { type ExitCode, exitCodes } from '../exitCodes'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { noProgress, terminalProgress } from '../progress'
import { findRun, labFilePath, parseRunId, reading } from '../request'
import { trainerEntry } from '../trainerEntry'

export interface VerifyOptions {
  readonly db?: string
  readonly json?: boolean
  readonly backend?: Backend
}

export async function verify(run: string, options: VerifyOptions, output: Output): Promise<ExitCode> {
  const id = parseRunId(run)
  // Reading first: a file that is not there is an error, not made.
  reading(options.db, (labFile) => findRun(labFile, id))
  const labFile = unwrap(openLabFile(labFilePath(options.db), { mode: 'write' }))
  const isJson = options.json === true
  const progress = !isJson && output.isTerminal ? terminalProgress() : noProgress
  const service = createRunService({
    labFile,
    host: createNodeTrainerHost(trainerEntry),
    ...(options.backend === undefined ? {} : { backend: options.backend }),
    concurrency: availableParallelism(),
    registry,
    publish: () => undefined,
    nowMs: Date.now,
    adoptQueue: false,
  })
  try {
    const saved = findRun(labFile, id)
    const verification = unwrap(
      await service.verify(id, (step, totalSteps) => progress.show({ ...saved, step, totalSteps })),
    )
    progress.end()
    const { matches, expected, actual, remarks } = verification
    if (isJson) {
      output.result(jsonLine({ event: 'verified', run: id, matches, expected, actual, remarks }))
    } else {
      const verdict = matches
        ? `run ${id} repeats bit for bit: ${actual}`
        : `run ${id} differs: ${expected} was stored, ${actual} came out`
      output.result([verdict, ...remarks].join('; '))
    }
    return matches ? exitCodes.done : exitCodes.runFailed
  } finally {
    progress.end()
    await service.close()
    labFile.close()
  }
}
