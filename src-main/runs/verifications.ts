/**
 * Trains a stored experiment again, without writing, and compares parameter digests.
 *
 * A stopped run is repeated by its whole document up to the step it stopped at: a schedule may depend on the budget.
 */
import type { Backend } from '../contract/backend'
import type { Registry } from '../contract/definition'
import type { RunId } from '../contract/identifiers'
import type { Verification } from '../contract/lab'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import type { Outcome, Prepared } from '../contract/trainerMessages'
import type { TrainerHost } from '../jobs/trainerHost'
import { type SessionListener, startSession, type TrainerSession } from '../jobs/trainerSession'
import type { LabFile } from '../store/labFile'
import { readRun } from '../store/runs/readRuns'
import { stateGuard } from '../store/runs/runStatus'
import { changedData } from './changedData'
import { errorOfEnd } from './errorOfEnd'

export type OnProgress = (step: number, totalSteps: number) => void

export interface Verifications {
  /** Null when it was cancelled. Its trainer is started, or it is refused, when this returns. */
  verify(run: RunId, onProgress: OnProgress): Promise<Result<Verification | null>>
  cancel(run: RunId): void
  /** How many are under way. */
  count(): number
  close(): Promise<void>
}

export interface VerificationOptions {
  readonly labFile: LabFile
  readonly host: TrainerHost
  readonly registry: Registry
  readonly backend: Backend
  /** one when left out */
  readonly threads?: number | undefined
  /** Told what trains it, and why it is less than was asked for. */
  readonly onPrepared?: (message: Prepared) => void
}

export function createVerifications(options: VerificationOptions): Verifications {
  const { labFile, host, registry, backend, threads = 1, onPrepared = () => {} } = options
  const sessions = new Map<TrainerSession, RunId>()
  const cancelled = new Set<TrainerSession>()

  const train = (run: RunSummary, onProgress: OnProgress): Promise<Result<Verification | null>> =>
    new Promise((resolve) => {
      let prepared: Prepared | undefined
      const listener: SessionListener = {
        onPrepared: (message) => {
          prepared = message
          onPrepared(message)
        },
        onFrame: ({ frame }) => onProgress(frame.step, run.step),
        onPaused: () => {},
        onEnd: (end) => {
          sessions.delete(session)
          if (cancelled.delete(session)) return resolve(success(null))
          resolve(
            end.kind === 'finished'
              ? success(compared(run, prepared, end.outcome, registry))
              : failure(errorOfEnd(end, run, registry, 'verification')),
          )
        },
      }
      const session = startSession(host, run.experiment, { backend, threads }, listener, undefined, {
        stopAfter: run.step,
      })
      sessions.set(session, run.id)
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
      for (const [session, verified] of [...sessions]) {
        if (verified !== run) continue
        cancelled.add(session)
        session.kill()
      }
    },
    count: () => sessions.size,
    close: async () => {
      const leaving = [...sessions.keys()].map((session) => session.gone)
      for (const session of [...sessions.keys()]) session.kill()
      await Promise.all(leaving)
    },
  }
}

function compared(run: RunSummary, prepared: Prepared | undefined, outcome: Outcome, registry: Registry): Verification {
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
  return { matches: actual === expected, expected, actual, remarks, dataChanged }
}
