/** What an optimizer's settings do to a step. */
import type { CallName } from '../contract/calls'
import { type Result, success } from '../contract/result'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type OptimizerCalls = Extract<CallName, `optimizers.${string}`>

export function optimizerHandlers({ probeOptimizer }: HandlerParts): Pick<Handlers, OptimizerCalls> {
  return {
    'optimizers.probe': ({ optimizer }) => copied(probeOptimizer(optimizer)),
  }
}

function copied<T>(answer: Result<readonly T[]>): Result<T[]> {
  return answer.ok ? success([...answer.value]) : answer
}
