/**
 * Gives the memory of a large job back to the machine when it has ended: a trainer that waits for its next job makes nothing
 * new, so that V8 would find no reason to look for what is not needed any more.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** A trainer that has done small jobs holds less. */
const mostHeldBytes = 200_000_000

let collect: (() => void) | undefined

/** @param keptBytes - of what is held on purpose */
export function releaseMemory(keptBytes: number): void {
  if (process.memoryUsage.rss() - keptBytes <= mostHeldBytes) return
  collect ??= garbageCollection()
  collect()
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
