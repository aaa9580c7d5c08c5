/** The tree of a rule that is known to be good. */
import { parseRule } from '../parseRule'
import type { RuleTree } from '../ruleTree'

export function treeOf(text: string): RuleTree {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.rule
}
