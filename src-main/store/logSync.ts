/**
 * Puts what has been committed on the disk, beside the thread that commits.
 *
 * With `synchronous = NORMAL` SQLite syncs its log only before it folds it into the database: a power cut would lose
 * everything since then. Here the log is synced after every commit, once at a time, so that a power cut loses what was
 * committed in the last moments at most. SQLite locks no byte of a log, so a handle of our own on it does no harm.
 */
import { close, fdatasync, openSync } from 'node:fs'

export interface LogSync {
  /** Something has been committed. */
  request(): void
  /** Settles when all that has been committed is on the disk, or cannot be put there. */
  whenSafe(): Promise<void>
  end(): void
}

/** @param log - path of the log; it is there from the first commit on */
export function createLogSync(log: string): LogSync {
  let handle: number | undefined
  let isUnderWay = false
  let isAsked = false
  let hasEnded = false
  const waiting: Array<() => void> = []

  const done = (): void => {
    isUnderWay = false
    if (isAsked && !hasEnded) begin()
    else for (const resolve of waiting.splice(0)) resolve()
    if (hasEnded && handle !== undefined) {
      close(handle, () => {})
      handle = undefined
    }
  }
  const begin = (): void => {
    isAsked = false
    try {
      handle ??= openSync(log, 'r+')
    } catch {
      // Of a file that is lost. Its commits are refused, and what was committed goes on in another one.
      done()
      return
    }
    isUnderWay = true
    fdatasync(handle, done)
  }
  return {
    request() {
      isAsked = true
      if (!isUnderWay && !hasEnded) begin()
    },
    whenSafe: () => (isUnderWay ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    end() {
      hasEnded = true
      if (!isUnderWay) done()
    },
  }
}
