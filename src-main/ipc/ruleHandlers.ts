/** Rules of the user's own: checked as they are typed. */
import type { CallName } from '../contract/calls'
import { success } from '../contract/result'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type RuleCalls = Extract<CallName, `rules.${string}`>

export function ruleHandlers({ checkRule }: HandlerParts): Pick<Handlers, RuleCalls> {
  return {
    'rules.check': ({ text }) => {
      const { definition, problems } = checkRule(text)
      return success({ definition, problems: [...problems] })
    },
  }
}
