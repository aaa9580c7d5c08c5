/** The handler of every call, one family a file; a new entry in the table does not compile until it is handled. */
import { datasetHandlers } from './datasetHandlers'
import { experimentHandlers } from './experimentHandlers'
import { exportHandlers } from './exportHandlers'
import { gradientHandlers } from './gradientHandlers'
import type { HandlerParts } from './handlerParts'
import { labHandlers } from './labHandlers'
import { optimizerHandlers } from './optimizerHandlers'
import { ruleHandlers } from './ruleHandlers'
import { runHandlers } from './runHandlers'
import { seriesHandlers } from './seriesHandlers'
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
