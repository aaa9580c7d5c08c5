/** Entry of a thread of a run: takes its place, says so, and follows until it may leave; or watches those that do. */
import { parentPort, workerData } from 'node:worker_threads'
import { follow } from '../../engine/threads/teamMember'
import { joinTeam } from './joinTeam'
import type { ThreadTask } from './threadTask'
import { readyMessage, watchFollowers } from './watchFollowers'

// the codec of this boundary: `workerThreads` and `watchFollowers` hand over a task and nothing else
const task = workerData as ThreadTask
if (task.kind === 'watch') watchFollowers(task)
else {
  const { board, member } = joinTeam(task.plan)
  parentPort?.postMessage(readyMessage)
  follow(board, member)
}
