/**
 * The handler of every call, small families here and each other one in a file of its own; a new entry in the table does
 * not compile until it is handled.
 */
import type { CallName } from '../contract/calls'
import { type Result, success } from '../contract/result'
import type { ReadName, Reads } from '../store/reader/answer'
import { datasetHandlers } from './datasetHandlers'
import { experimentHandlers } from './experimentHandlers'
import { exportHandlers } from './exportHandlers'
import type { HandlerParts } from './handlerParts'
import { labHandlers } from './labHandlers'
import { ruleHandlers } from './ruleHandlers'
import { runHandlers } from './runHandlers'
import type { Handlers } from './serve'

export function createHandlers(parts: HandlerParts): Handlers {
  return {
    ...experimentHandlers(parts),
    ...datasetHandlers(parts),
    ...gradientHandlers(parts),
    ...optimizerHandlers(parts),
    ...ruleHandlers(parts),
    ...runHandlers(parts),
    ...seriesHandlers(parts),
    ...exportHandlers(parts),
    ...labHandlers(parts),
  }
}

type GradientCalls = Extract<CallName, `gradients.${string}`>

/** Gradient checks of the draft. */
function gradientHandlers({ gradientChecks, publish }: HandlerParts): Pick<Handlers, GradientCalls> {
  return {
    'gradients.check': ({ document }) =>
      gradientChecks.check(document, (progress) => publish('gradients.progress', progress)),
    'gradients.cancel': () => {
      gradientChecks.cancel()
      return success(undefined)
    },
  }
}

type OptimizerCalls = Extract<CallName, `optimizers.${string}`>

/** What an optimizer's settings do to a step. */
function optimizerHandlers({ probeOptimizer }: HandlerParts): Pick<Handlers, OptimizerCalls> {
  return {
    'optimizers.probe': ({ optimizer }) => copied(probeOptimizer(optimizer)),
  }
}

function copied<T>(answer: Result<readonly T[]>): Result<T[]> {
  return answer.ok ? success([...answer.value]) : answer
}

type SeriesCalls = Extract<CallName, `series.${string}` | 'groups.read'>

/** Series and groups, read beside the process that owns the window. */
function seriesHandlers({ session }: HandlerParts): Pick<Handlers, SeriesCalls> {
  const read = async <N extends ReadName>(name: N, input: Reads[N]['input']): Promise<Result<Reads[N]['output']>> => {
    const open = session.open()
    return open.ok ? open.value.reader.read(name, input) : open
  }
  return {
    'series.list': (request) => read('list', request),
    'series.read': (request) => read('windows', request),
    'series.facts': (request) => read('facts', request),
    'series.aggregate': (request) => read('band', request),
    'groups.read': (request) => read('groups', request),
  }
}
