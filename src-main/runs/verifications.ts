/**
 * Trains a stored experiment again, without writing, and compares with what is stored of it: its parameter digest, its
 * results, its arrays and its rows.
 *
 * A stopped run is repeated by its whole document up to the step it stopped at: a schedule may depend on the budget.
 */
import type { Backend } from '../contract/backend'
import type { Registry } from '../contract/definition'
import type { RunId } from '../contract/identifiers'
import type { Difference, Verification } from '../contract/lab'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import type { Outcome, Prepared } from '../contract/trainerMessages'
import type { JobQueue } from '../jobs/jobQueue'
import type { LabFile } from '../store/labFile'
import { readRun } from '../store/runs/readRuns'
import { stateGuard } from '../store/runs/runStatus'
import { changedData } from './changedData'
import { Comparison } from './comparison'
import { errorOfEnd } from './jobEnds'

export type OnProgress = (step: number, totalSteps: number) => void

export interface Verifications {
  /** Null when it was cancelled, or the app is closed. It is in the queue, or refused, when this returns. */
  verify(run: RunId, onProgress: OnProgress): Promise<Result<Verification | null>>
  cancel(run: RunId): void
  /** Cancels all of them. */
  close(): void
}

export interface VerificationOptions {
  readonly labFile: LabFile
  readonly jobs: JobQueue
  readonly registry: Registry
  readonly backend: Backend
  /** one when left out */
  readonly threads?: number | undefined
  /** Told what trains it, and why it is less than was asked for. */
  readonly onPrepared?: (message: Prepared) => void
}

export function createVerifications(options: VerificationOptions): Verifications {
  const { labFile, jobs, registry, backend, threads = 1, onPrepared = () => {} } = options
  const underWay = new Map<() => void, RunId>()

  const train = (run: RunSummary, onProgress: OnProgress): Promise<Result<Verification | null>> =>
    new Promise((resolve) => {
      let prepared: Prepared | undefined
      const comparison = new Comparison(labFile.db, run)
      const end = jobs.submit({
        task: { kind: 'verify', experiment: run.experiment, backend, threads, stopAfter: run.step },
        listener: {
          onPrepared: (message) => {
            prepared = message
            onPrepared(message)
          },
          onFrame: (message, stored) => {
            comparison.frame(message)
            onProgress(message.frame.step, run.step)
            stored()
          },
          onEnd: (ended) => {
            underWay.delete(end)
            if (ended.kind === 'killed') return resolve(success(null))
            if (ended.kind !== 'finished') return resolve(failure(errorOfEnd(ended, run, registry, 'verification')))
            const { outcome } = ended
            const differences = labFile.attempt(() => comparison.end(outcome))
            resolve(
              differences.ok ? success(verdictOf(run, prepared, outcome, differences.value, registry)) : differences,
            )
          },
        },
      })
      underWay.set(end, run.id)
    })

  return {
    verify: async (run, onProgress) => {
      const found = labFile.attempt(() => {
        stateGuard(labFile.db, 'verifying')(
          run,
          'completed, or stopped after its first step',
          ({ status }) => status === 'completed' || status === 'stopped',
        )
        return readRun(labFile.db, run)
      })
      if (!found.ok) return found
      if (found.value === undefined) return failure({ kind: 'runNotFound', run: String(run) })
      if (found.value.parameterDigest === null || found.value.step === 0) {
        return failure({
          kind: 'wrongState',
          run,
          status: `${found.value.status} without kept parameters`,
          action: 'verifying',
          allowed: 'completed, or stopped after its first step',
        })
      }
      return train(found.value, onProgress)
    },
    cancel: (run) => {
      for (const [end, verified] of [...underWay]) if (verified === run) end()
    },
    close: () => {
      for (const end of [...underWay.keys()]) end()
    },
  }
}

function verdictOf(
  run: RunSummary,
  prepared: Prepared | undefined,
  outcome: Outcome,
  differences: Difference[],
  registry: Registry,
): Verification {
  const expected = run.parameterDigest ?? ''
  const remarks: string[] = []
  const remark = (what: string, before: string | number | null, now: string | number | null | undefined): void => {
    if (before !== (now ?? null)) remarks.push(`${what} was ${before ?? 'none'}, is now ${now ?? 'none'}`)
  }
  remark('engine version', run.engineVersion, prepared?.engineVersion)
  const changed = changedData(run, prepared?.dataDigest ?? null, registry)
  if (changed !== null) remarks.push(changed)
  remark('last step', run.step, outcome.step)
  const dataChanged = run.dataDigest === null ? null : changed !== null
  const { parameterDigest: actual } = outcome
  const matches = actual === expected && differences.length === 0
  return { matches, expected, actual, remarks, dataChanged, differences }
}
