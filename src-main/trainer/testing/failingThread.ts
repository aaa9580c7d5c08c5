/** A thread of a run that takes its place and then fails at its first order, or leaves or hangs without a word. */
import { parentPort, workerData } from 'node:worker_threads'
import { follow } from '../../engine/threads/teamMember'
import { joinTeam } from '../threads/joinTeam'
import type { ThreadTask } from '../threads/threadTask'
import { readyMessage, watchFollowers } from '../threads/watchFollowers'

const task = workerData as ThreadTask
if (task.kind === 'watch') watchFollowers(task)
else {
  const { board, member } = joinTeam(task.plan)
  // the run's seed says which
  const { seed } = task.plan.network
  member.obey = () => {
    if (seed === 1) process.exit(3)
    if (seed === 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    throw new Error('no memory is left')
  }
  parentPort?.postMessage(readyMessage)
  if (seed === 2) {
    board.nextTurn(0)
    throw new Error('out of reach')
  }
  follow(board, member)
}
