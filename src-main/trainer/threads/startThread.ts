/** What starts the threads of a run; Node's workers stand behind it. */
import type { ThreadPlan } from './threadPlan'

export interface Thread {
  /** Settles when the thread follows; rejected when it cannot. */
  readonly ready: Promise<void>
  /** Told once if it ends, with the reason as a sentence. */
  onGone(listener: (reason: string) => void): void
  /** Ends it wherever it is; settles when it is gone. */
  end(): Promise<void>
}

export type StartThread = (plan: ThreadPlan) => Thread
