/**
 * Starts the followers of a team from a thread of its own, which has nothing else to do than to hear how they end.
 *
 * The leader cannot: in a step it waits without going back to its event loop, so that a follower that dies without a word
 * (out of memory, say) would keep it waiting for as long as its patience lasts. Heard here, an end is on the board at
 * once, and the leader awake.
 */
import { parentPort, Worker } from 'node:worker_threads'
import { reportGone } from './reportGone'
import type { FollowTask, WatchTask } from './threadTask'

/** What a follower says when it has taken its place, and its watch when all have. */
export const readyMessage = 'ready'

export function watchFollowers({ entry, plans }: WatchTask): void {
  let readyCount = 0
  for (const plan of plans) {
    const task: FollowTask = { kind: 'follow', plan }
    const worker = new Worker(entry, { workerData: task })
    const gone = (reason: string): void => {
      reportGone(plan, reason)
      // to a leader that does not look at the board yet
      parentPort?.postMessage(reason)
    }
    worker.on('message', (message) => {
      if (message !== readyMessage) return
      readyCount++
      if (readyCount === plans.length) parentPort?.postMessage(readyMessage)
    })
    worker.on('error', (error) => gone(error.message))
    worker.on('exit', (code) => gone(`it ended with code ${code}`))
  }
}
