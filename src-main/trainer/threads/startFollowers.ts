/** What starts the followers of a run's team; Node's workers stand behind it. */
import type { ThreadPlan } from './threadPlan'

export interface Followers {
  /** Settles when all of them follow; rejected when one cannot. One that ends later says so on the board. */
  readonly ready: Promise<void>
  /** Ends them wherever they are; settles when they are gone. */
  end(): Promise<void>
}

/** @param plans - one for each, all of the same board */
export type StartFollowers = (plans: readonly ThreadPlan[]) => Followers
