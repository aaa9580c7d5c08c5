/**
 * The leader's side: a team of threads for a run that `threadsFor` finds worth it. No bit of the run depends on it.
 */

import type { Arena } from '../../engine/arena'
import type { Kernels } from '../../engine/kernels/kernels'
import type { Network } from '../../engine/network'
import { type RecordedArray, recordingAllocate } from '../../engine/threads/recordedArrays'
import { Team } from '../../engine/threads/team'
import { boardBytes, TeamBoard } from '../../engine/threads/teamBoard'
import { TeamMember } from '../../engine/threads/teamMember'
import type { SharedRules } from '../../rules/sharedRules'
import { memberRule } from './memberRule'
import type { Followers, StartFollowers } from './startFollowers'

/** What threads of a run can share. */
export interface SharedRun {
  readonly kernels: Kernels
  readonly network: Network
  /** rows of a full batch */
  readonly batchRows: number
  /** as the network allocated them */
  readonly networkArrays: readonly RecordedArray[]
  readonly arena: Arena
  readonly rules: SharedRules
}

export interface TeamConditions {
  /** of threads, this one among them; 2 at least */
  readonly count: number
  readonly start: StartFollowers
  /** a clock that never goes back */
  readonly nowMs: () => number
}

export interface RunTeam {
  /** this one among them */
  readonly count: number
  /** Between steps: whether one thread would be faster. */
  isTooSlow(): boolean
  /** Between steps: lets the others go for the rest of the run. */
  leave(): void
  /** Settles when the other threads are gone. */
  end(): Promise<void>
}

/** A follower's own scratch and numbers; kernels take a quarter of it. */
const TRACT_BYTES = 1_048_576

/** @throws RangeError if the network or its kernels cannot be shared @throws Error if a thread cannot be started */
export async function assembleTeam(run: SharedRun, { count, start, nowMs }: TeamConditions): Promise<RunTeam> {
  const { kernels, network, arena, rules } = run
  const { memory } = kernels
  if (memory === undefined) throw new RangeError(`kernels = ${kernels.backend}, must have a memory that threads share`)
  const boardStart = memory.reserve(boardBytes)
  const board = new TeamBoard(memory.memory, boardStart)
  const between: RecordedArray[] = []
  const member = new TeamMember({
    network,
    share: { index: 0, count },
    parameters: arena.parameters,
    rules: rules.rules.map((rule, index) => memberRule(rule, rules.own(index), arena)),
    allocate: recordingAllocate(kernels.allocate, between),
  })
  const ofArena = [arena.values, arena.gradients].map(({ byteOffset, length }) => ({
    precision: arena.precision,
    start: byteOffset,
    length,
  }))
  const plan = {
    backend: kernels.backend,
    network: network.plan,
    arrays: [...run.networkArrays, ...ofArena, ...between],
    rules: rules.rules,
    boardStart,
  }
  const tracts = Array.from({ length: count - 1 }, () => memory.reserve(TRACT_BYTES))
  const followers = start(
    tracts.map((first, index) => ({
      ...plan,
      tract: { memory: memory.memory, start: first, end: first + TRACT_BYTES },
      share: { index: index + 1, count },
    })),
  )
  const team = new Team({ board, member, count, nowMs })
  return lead(team, followers, run, count)
}

async function lead(team: Team, followers: Followers, run: SharedRun, count: number): Promise<RunTeam> {
  const passBack = (): void => {
    run.network.passBy(null)
    run.rules.updateBy(null)
  }
  try {
    await followers.ready
  } catch (thrown) {
    await followers.end()
    throw thrown
  }
  run.network.passBy(team)
  run.rules.updateBy((rule, step, scalars, first, last) =>
    team.update({ rule, step, start: first, end: last }, scalars),
  )
  return {
    count,
    end: () => {
      passBack()
      return followers.end()
    },
    isTooSlow: () => team.isTooSlow(),
    leave: () => {
      passBack()
      team.leave()
    },
  }
}
