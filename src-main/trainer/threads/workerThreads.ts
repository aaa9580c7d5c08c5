/**
 * Threads of a run as Node's worker threads. They do not keep the process alive.
 *
 * Hazard: what a worker says is heard only between two steps; while one is under way, the leader hears of a failure
 * through shared memory.
 */
import { Worker } from 'node:worker_threads'
import type { StartThread } from './startThread'

/** What a worker says when it has taken its place. */
export const readyMessage = 'ready'

/** @param entry - full path of the built `threadMain.ts` */
export function workerThreads(entry: string): StartThread {
  return (plan) => {
    const worker = new Worker(entry, { workerData: plan })
    worker.unref()
    let tell: (reason: string) => void = () => undefined
    const ready = new Promise<void>((resolve, reject) => {
      const gone = (reason: string): void => {
        reject(new Error(reason))
        tell(reason)
      }
      worker.on('message', (message) => {
        if (message === readyMessage) resolve()
      })
      worker.on('error', (error) => gone(`a thread of the run failed: ${error.message}`))
      worker.on('exit', (code) => gone(`a thread of the run ended with code ${code}`))
    })
    return {
      ready,
      onGone: (listener) => {
        tell = listener
      },
      end: async () => {
        tell = () => undefined
        await worker.terminate()
      },
    }
  }
}
