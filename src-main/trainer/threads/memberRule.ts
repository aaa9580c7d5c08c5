/** A rule as a member of a team steps it: where in the arena its arrays begin, and its hyperparameters in order. */
import type { Arena } from '../../engine/arena'
import type { MemberRule } from '../../engine/threads/teamMember'
import type { BoundRule } from '../../rules/boundRule'
import type { SharedRule } from '../../rules/sharedRules'

/** @param bound - to the arrays that `rule` names */
export function memberRule({ values: offset, scalars: names }: SharedRule, bound: BoundRule, arena: Arena): MemberRule {
  const scalars: Record<string, number> = {}
  const { byteOffset, BYTES_PER_ELEMENT } = arena.values
  return {
    first: (offset - byteOffset) / BYTES_PER_ELEMENT,
    step(t, values, start, end) {
      for (let index = 0; index < names.length; index++) scalars[names[index]!] = values[index]!
      bound.step(t, scalars, start, end)
    },
  }
}
