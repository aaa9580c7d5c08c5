/** `lab verify RUN`: trains again from the stored document and compares with all that is stored of the run. */
import { availableParallelism } from 'node:os'
import { InvariantError } from '../../contract/assertNever'
import type { Backend } from '../../contract/backend'
import type { RunId } from '../../contract/identifiers'
import type { Verification } from '../../contract/lab'
import { unwrap } from '../../contract/result'
import { createNodeJobs } from '../../runs/nodeJobs'
import { createVerifications } from '../../runs/verifications'
import { nativeAddon } from '../../trainer/nativeAddon'
import { registry } from '../../trainer/registry'
import { type ExitCode, exitCodes } from '../exitCodes'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { plainText } from '../plainText'
import { noProgress, terminalProgress } from '../progress'
import { findRun, openForReading, parseRunId } from '../request'
import { requireBackend } from '../requireBackend'
import { shortfallRemark } from '../shortfallRemark'
import { trainerEntry } from '../trainerEntry'

export interface VerifyOptions {
  readonly db?: string
  readonly json?: boolean
  readonly backend?: Backend
  readonly threads?: number
}

export async function verify(run: string, options: VerifyOptions, output: Output): Promise<ExitCode> {
  const id = parseRunId(run)
  const backend = requireBackend(options.backend, nativeAddon)
  const labFile = openForReading(options.db)
  const isJson = options.json === true
  const progress = !isJson && output.isTerminal ? terminalProgress(output) : noProgress(output)
  const jobs = createNodeJobs(trainerEntry, availableParallelism())
  const verifications = createVerifications({
    labFile,
    jobs,
    registry,
    backend,
    threads: options.threads,
    onPrepared: (computed) => {
      const remark = shortfallRemark(`run ${id}`, options, computed)
      if (remark !== null) progress.remark(remark)
    },
  })
  try {
    const saved = findRun(labFile, id)
    const show = (step: number, totalSteps: number): void => progress.show({ ...saved, step, totalSteps })
    const verification = unwrap(await verifications.verify(id, show))
    progress.end()
    if (verification === null) throw new InvariantError('a verification was cancelled that nothing here can cancel')
    output.result(isJson ? jsonLine(verifiedEvent(id, verification)) : verdict(id, verification))
    return verification.matches ? exitCodes.done : exitCodes.runFailed
  } finally {
    progress.end()
    verifications.close()
    await jobs.close()
    labFile.close()
  }
}

/** Without `dataChanged` where the run has no data. */
function verifiedEvent(run: RunId, { dataChanged, ...verification }: Verification) {
  return { event: 'verified', run, ...verification, ...(dataChanged === null ? {} : { dataChanged }) }
}

const mostTold = 10

function verdict(run: RunId, { matches, expected, actual, remarks, differences }: Verification): string {
  const digests = expected === actual ? actual : `${expected} was stored, ${actual} came out`
  const said = `run ${run} ${matches ? 'repeats bit for bit' : 'differs'}: ${digests}`
  const told = differences.slice(0, mostTold).map(({ part, name, detail }) => `${part}: ${name}, ${detail}`)
  const more = differences.length - told.length
  return plainText(
    [said, ...remarks, ...told, ...(more > 0 ? [`and ${more} more, which --json lists`] : [])].join('; '),
  )
}
