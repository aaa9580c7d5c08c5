/** Writes on a team's board that one of its threads is gone: the leader's next look there ends the run. */
import { TeamBoard } from '../../engine/threads/teamBoard'
import type { ThreadPlan } from './threadPlan'

/** @param reason - only the first one of a board is kept */
export function reportGone({ tract, boardStart }: ThreadPlan, reason: string): void {
  new TeamBoard(tract.memory, boardStart).reportFailure(reason)
}
