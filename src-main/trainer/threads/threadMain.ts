/** Entry of a thread of a run: takes its place, says so, and follows until it may leave. */
import { parentPort, workerData } from 'node:worker_threads'
import { follow } from '../../engine/threads/teamMember'
import { joinTeam } from './joinTeam'
import type { ThreadPlan } from './threadPlan'
import { readyMessage } from './workerThreads'

// the codec of this boundary: `workerThreads` hands over a plan and nothing else
const { board, member } = joinTeam(workerData as ThreadPlan)
parentPort?.postMessage(readyMessage)
follow(board, member)
