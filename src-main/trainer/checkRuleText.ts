/** The text of a rule as an optimizer that a form can show, or everything that is wrong with it. */
import type { RuleCheck } from '../contract/ownRules'
import { describeRule } from '../optimizers/describeRule'
import { definitionData, registry } from './registry'

/** Never throws. */
export function checkRuleText(text: string): RuleCheck {
  const described = describeRule(text)
  if (!described.ok) return { definition: null, problems: described.problems }
  const ownRule = registry.optimizers.find(({ kind }) => kind === 'rule')
  const special = ownRule?.specialise?.({ text })
  return { definition: special?.ok ? definitionData(special.definition) : null, problems: [] }
}
