/** Series for charts. */
import { readWindows } from '../store/reader/readSeriesWindow'
import { listSeries } from '../store/series/readSeries'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

export function seriesHandlers({ session }: HandlerParts): Pick<Handlers, 'series.list' | 'series.read'> {
  return {
    'series.list': ({ run }) => {
      const open = session.open()
      return open.ok ? open.value.labFile.attempt(() => listSeries(open.value.labFile.db, run)) : open
    },
    'series.read': (request) => {
      const open = session.open()
      return open.ok ? open.value.labFile.attempt(() => readWindows(open.value.labFile.db, request)) : open
    },
  }
}
