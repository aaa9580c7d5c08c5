/** Series for charts: as stored, or smoothed over the full series first and decimated after. */
import { decimate } from '../analysis/decimate'
import { smooth } from '../analysis/smooth'
import type { ColumnKey, SeriesRequest, SeriesWindow } from '../contract/series'
import type { ReadableDb } from '../store/labDatabase'
import { listSeries, readSeries } from '../store/readSeries'
import { readSeriesWindow } from '../store/readSeriesWindow'
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
      if (!open.ok) return open
      const { labFile } = open.value
      return labFile.attempt(() => request.keys.map((key) => readWindow(labFile.db, request, key)))
    },
  }
}

function readWindow(db: ReadableDb, request: SeriesRequest, key: ColumnKey): SeriesWindow {
  const { run, fromStep, toStep, buckets, smoothing } = request
  if (smoothing === 0) return readSeriesWindow(db, run, key, fromStep, toStep, buckets)
  const { steps, values } = readSeries(db, run, key)
  return { key, ...decimate(steps, smooth(values, smoothing), fromStep, toStep, buckets) }
}
