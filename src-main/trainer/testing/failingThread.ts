/** A thread of a run that takes its place and then fails at its first order, or leaves without a word. */
import { parentPort, workerData } from 'node:worker_threads'
import { follow } from '../../engine/threads/teamMember'
import { joinTeam } from '../threads/joinTeam'
import { readyMessage } from '../threads/workerThreads'

const { board, member } = joinTeam(workerData)
member.obey = () => {
  // the run's seed says which
  if (workerData.network.seed === 1) process.exit(3)
  throw new Error('no memory is left')
}
parentPort?.postMessage(readyMessage)
follow(board, member)
