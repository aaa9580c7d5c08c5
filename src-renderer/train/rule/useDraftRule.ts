/**
 * The rule that the draft's optimizer describes: the last sound one while its text is being changed, so that the form
 * and the equations stay where they are between two keystrokes.
 */
import { type ShallowRef, shallowRef, watchEffect } from 'vue'
import type { Definition } from '../../../src-main/contract/definition'
import { ruleDefinition, typedRuleCheckOf } from '../../lab/ruleChecks'
import { isJsonObject } from '../draft/documentPath'

export function useDraftRule(optimizer: () => unknown): Readonly<ShallowRef<Definition | undefined>> {
  const last = shallowRef<Definition>()
  watchEffect(() => {
    const member = optimizer()
    if (!isJsonObject(member) || member.kind !== 'rule') last.value = undefined
    else last.value = ruleDefinition(member, typedRuleCheckOf) ?? last.value
  })
  return last
}
