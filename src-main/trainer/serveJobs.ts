/**
 * Answers the parent: one job after the other, each from a clean start, until the line closes.
 *
 *   ready → (job) → … → finished | checked | failed → (job) → …
 *
 * Invariants: whatever a job needs is made for it and dropped with it (kernels and their memory, generators, threads), so
 * that what a job gives does not depend on those before; its last word is sent when nothing of it is left (ADR 13). What outlives
 * a job is read only: compiled modules, the native kernels, data that were read (`datasets/keptReads.ts`).
 *
 * A gradient check cannot be interrupted; to cancel it, kill the process.
 */
import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readAs } from '../contract/acceptsAsIs'
import { type LabError, LabFailure, messageOf } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { GradientCheck, GradientProgress } from '../contract/gradientCheck'
import {
  type FromTrainer,
  type JobMessage,
  type Task,
  type ToTrainer,
  toTrainerSchema,
} from '../contract/trainerMessages'
import { keptReads } from '../datasets/keptReads'
import { checkExperiment } from './checkExperiment'
import type { ParentChannel } from './parentChannel'
import { ServedRun } from './serveRun'
import type { StartFollowers } from './threads/startFollowers'

type WithoutJob<M> = M extends JobMessage ? Omit<M, 'job'> : never
type LastWord = WithoutJob<Extract<JobMessage, { type: 'finished' | 'checked' | 'failed' }>>

interface PresentJob {
  readonly number: number
  /** absent of a job that hears nothing */
  readonly run?: ServedRun
}

const memoryLookMs = 250

export interface JobServer {
  /** An error that nothing else caught ends the job under way. False where there is none to end. */
  fail(error: unknown): boolean
}

/** @param startFollowers - what starts further threads of a run */
export function serveJobs(channel: ParentChannel, startFollowers: StartFollowers): JobServer {
  let present: PresentJob | null = null
  const send = (message: FromTrainer): void => channel.send(message)

  const end = (job: PresentJob, word: LastWord): void => {
    if (present !== job) return
    present = null
    send({ ...word, job: job.number })
    if (performance.now() - lookedAtMs > memoryLookMs) setImmediate(lookAtMemory)
    else idle ??= setTimeout(lookAtMemory, memoryLookMs).unref()
  }
  // A look costs as much as a quarter of a short run.
  let lookedAtMs = 0
  let idle: NodeJS.Timeout | undefined
  const lookAtMemory = (): void => {
    clearTimeout(idle)
    idle = undefined
    if (present !== null) return
    lookedAtMs = performance.now()
    releaseMemory(keptReads.sizeBytes)
  }
  const fail = (error: unknown): boolean => {
    const job = present
    if (job !== null) end(job, { type: 'failed', error: errorOf(error, job.run?.lastStep ?? 0) })
    return job !== null
  }

  const begin = (number: number, task: Task): void => {
    if (task.kind === 'checkGradients') {
      present = { number }
      void work(present, async () => {
        const check = await checkGradients(task.experiment, (progress) =>
          send({ type: 'checking', job: number, progress }),
        )
        return { type: 'checked', check }
      })
      return
    }
    const run = new ServedRun((event) => send({ ...event, job: number }), startFollowers)
    present = { number, run }
    void work(present, async () => ({ type: 'finished', outcome: await run.train(task) }))
  }
  const work = async (job: PresentJob, act: () => Promise<LastWord>): Promise<void> => {
    try {
      end(job, await act())
    } catch (error) {
      end(job, { type: 'failed', error: errorOf(error, job.run?.lastStep ?? 0) })
    }
  }

  channel.onMessage((raw) => {
    const parsed = readAs(toTrainerSchema, raw)
    if (!parsed.success) {
      const reason = parsed.error.issues[0]?.message ?? ''
      throw new TypeError(`a message from the parent was not understood: ${reason}`)
    }
    hear(parsed.data)
  })
  const hear = (message: ToTrainer): void => {
    if (message.type === 'job') {
      if (present !== null) throw new TypeError(`job ${message.job} came while job ${present.number} is under way`)
      begin(message.job, message.task)
      return
    }
    // one about a job that has ended was on its way then
    if (present?.number === message.job) present.run?.hear(message)
  }
  send({ type: 'ready' })
  return { fail }
}

/** More would only be overtaken before it is drawn. */
const mostProgressMessages = 100

/** @throws LabFailure when the data cannot be read or do not fit */
async function checkGradients(
  experiment: Experiment,
  onProgress: (progress: GradientProgress) => void,
): Promise<GradientCheck> {
  // the parent's other messages of this turn are heard first
  await nextTurn()
  return checkExperiment(experiment, (checked, total) => {
    if (checked % Math.ceil(total / mostProgressMessages) === 0) onProgress({ checked, total })
  })
}

function errorOf(error: unknown, lastStep: number): LabError {
  if (error instanceof LabFailure) return error.error
  return { kind: 'trainerFailed', message: messageOf(error), lastStep }
}

/** A trainer that has done small jobs holds less. */
const mostHeldBytes = 200_000_000

let collectGarbage: (() => void) | undefined

/**
 * Gives the memory of a large job back to the machine when it has ended: a trainer that waits for its next job makes nothing
 * new, so that V8 would find no reason to look for what is not needed any more.
 *
 * @param keptBytes - of what is held on purpose
 */
export function releaseMemory(keptBytes: number): void {
  if (process.memoryUsage.rss() - keptBytes <= mostHeldBytes) return
  collectGarbage ??= garbageCollection()
  collectGarbage()
}

/** Of V8 itself, which hands it out to contexts that are made while the flag is set. */
function garbageCollection(): () => void {
  setFlagsFromString('--expose-gc')
  try {
    return runInNewContext('gc')
  } finally {
    setFlagsFromString('--no-expose-gc')
  }
}
