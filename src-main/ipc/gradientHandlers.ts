/** Gradient checks of the draft. */
import type { CallName } from '../contract/calls'
import { success } from '../contract/result'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type GradientCalls = Extract<CallName, `gradients.${string}`>

export function gradientHandlers({ gradientChecks, publish }: HandlerParts): Pick<Handlers, GradientCalls> {
  return {
    'gradients.check': ({ document }) =>
      gradientChecks.check(document, (progress) => publish('gradients.progress', progress)),
    'gradients.cancel': () => {
      gradientChecks.cancel()
      return success(undefined)
    },
  }
}
