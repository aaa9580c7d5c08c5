/** What a worker thread of the trainer is started for: its `workerData`. */
import type { ThreadPlan } from './threadPlan'

export interface WatchTask {
  readonly kind: 'watch'
  /** full path of what is started for each plan */
  readonly entry: string
  readonly plans: readonly ThreadPlan[]
}

export interface FollowTask {
  readonly kind: 'follow'
  readonly plan: ThreadPlan
}

export type ThreadTask = WatchTask | FollowTask
