/**
 * Followers as Node's worker threads, with one more that watches them and sleeps. They do not keep the process alive.
 *
 * Hazard: what a worker says is heard here only between two steps; while one is under way, the leader hears of a failure
 * through shared memory.
 */
import { Worker } from 'node:worker_threads'
import { failureOf } from '../../engine/threads/team'
import { reportGone } from './reportGone'
import type { StartFollowers } from './startFollowers'
import type { WatchTask } from './threadTask'
import { readyMessage } from './watchFollowers'

/** @param entry - full path of the built `threadMain.ts` */
export function workerThreads(entry: string): StartFollowers {
  return (plans) => {
    const task: WatchTask = { kind: 'watch', entry, plans }
    const watch = new Worker(entry, { workerData: task })
    watch.unref()
    const ready = new Promise<void>((resolve, reject) => {
      const gone = (reason: string): void => {
        reject(new Error(failureOf(reason)))
        if (plans[0] !== undefined) reportGone(plans[0], reason)
      }
      watch.on('message', (message) => {
        if (message === readyMessage) resolve()
        else reject(new Error(failureOf(String(message))))
      })
      watch.on('error', (error) => gone(error.message))
      watch.on('exit', (code) => gone(`it ended with code ${code}`))
    })
    return {
      ready,
      // its followers end with it
      end: async () => void (await watch.terminate()),
    }
  }
}
