/** Series and groups, read beside the process that owns the window. */
import type { CallName } from '../contract/calls'
import type { Result } from '../contract/result'
import type { ReadName, Reads } from '../store/reader/answer'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type SeriesCalls = Extract<CallName, `series.${string}` | 'groups.read'>

export function seriesHandlers({ session }: HandlerParts): Pick<Handlers, SeriesCalls> {
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
