/** A follower's side: its network, its rules and its share, over the arrays that the leader has allocated. */

import { createArena } from '../../engine/arena'
import { buildNetwork } from '../../engine/network'
import { RecordedArrays } from '../../engine/threads/recordedArrays'
import { TeamBoard } from '../../engine/threads/teamBoard'
import { TeamMember } from '../../engine/threads/teamMember'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { rulesBeside } from '../../rules/ruleBackend'
import { bindSharedRule } from '../../rules/sharedRules'
import { kernelsHere } from '../kernelsHere'
import { nativeAddon } from '../nativeAddon'
import { memberRule } from './memberRule'
import type { ThreadPlan } from './threadPlan'

/** @throws RangeError if what the plan says does not fit together */
export function joinTeam({ backend, network: plan, arrays, rules, boardStart, tract, share }: ThreadPlan): {
  readonly board: TeamBoard
  readonly member: TeamMember
} {
  const { addon } = nativeAddon()
  const memory = new KernelMemory(tract)
  const kernels = kernelsHere(backend, plan.precision, memory)
  const recorded = new RecordedArrays(memory, arrays)
  const { allocate } = recorded
  const network = buildNetwork({ ...plan, kernels: { ...kernels, allocate } })
  const arena = createArena(plan.precision, network.declarations, allocate)
  network.bind(arena)
  const backendOfRules = rulesBeside(kernels, addon)
  const member = new TeamMember({
    network,
    share,
    parameters: arena.parameters,
    rules: rules.map((rule) => memberRule(rule, bindSharedRule(rule, backendOfRules, memory), arena)),
    allocate,
  })
  recorded.end()
  return { board: new TeamBoard(tract.memory, boardStart), member }
}
