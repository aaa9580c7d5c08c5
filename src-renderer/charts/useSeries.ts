/** The one reader of series, shared by all cards: it follows what is visible, wanted and in view. */
import { onScopeDispose, watch } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import { client } from '../lab/client'
import { createSeriesReader, type ReadingView, type WantedSeries } from './seriesReader'

const reader = createSeriesReader(client)

export interface SeriesNeeds {
  runs(): readonly RunId[]
  wanted(): readonly WantedSeries[]
  view(): ReadingView
}

/** Reads for as long as the calling scope lives. */
export function followSeries(needs: SeriesNeeds): void {
  const stop = reader.follow()
  watch(needs.runs, (runs) => reader.setRuns(runs), { immediate: true })
  watch(needs.wanted, (wanted) => reader.setWanted(wanted), { immediate: true })
  watch(needs.view, (view) => reader.setView(view), { immediate: true })
  onScopeDispose(stop)
}

export function useSeries() {
  const { version, error, keysOf, overview, inView } = reader
  return { version, error, keysOf, overview, inView }
}
