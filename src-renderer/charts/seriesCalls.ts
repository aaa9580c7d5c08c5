/** Which calls of `series.read` bring a run's slots up to what is looked at now. */
import type { RunId } from '../../src-main/contract/identifiers'
import type { ColumnKey, SeriesRequest, SeriesWindow } from '../../src-main/contract/series'

interface Held {
  readonly window: SeriesWindow
  readonly smoothing: number
  readonly buckets: number
  /** How often the series had grown when it was asked for. */
  readonly growth: number
}

/** What is held of one column of one run. */
export interface SeriesSlot {
  /** The text of the key of the series that the column is of. */
  readonly series: string
  overview: Held | null
  detail: (Held & { readonly from: number; readonly to: number }) | null
  /** How often main has said that the series grew. */
  growth: number
  /** `growth` when the latest call was made. */
  growthAsked: number
}

export interface SlotWanted {
  readonly key: ColumnKey
  readonly smoothing: number
  readonly slot: SeriesSlot
}

/** A detail reaches this share of its view beyond both ends, so that a pan has something to show at once. */
const reach = 0.5
/** A detail read for a view more than this much wider is too coarse. */
const coarsest = 4

/** Calls of one smoothing and one part each; marks the slots as asked for. */
export function callsFor(
  run: RunId,
  series: readonly SlotWanted[],
  buckets: number,
  inView: { readonly from: number; readonly to: number } | null,
): readonly SeriesRequest[] {
  const calls = new Map<string, { request: Omit<SeriesRequest, 'keys'>; keys: ColumnKey[] }>()
  const add = (one: SlotWanted, request: Omit<SeriesRequest, 'keys' | 'run' | 'smoothing'>): void => {
    one.slot.growthAsked = one.slot.growth
    const name = `${one.smoothing} ${request.fromStep} ${request.buckets}`
    const call = calls.get(name) ?? { request: { run, smoothing: one.smoothing, ...request }, keys: [] }
    call.keys.push(one.key)
    calls.set(name, call)
  }
  for (const one of series) {
    const { overview, detail } = one.slot
    if (overview === null || isOld(overview, one, buckets)) add(one, { fromStep: null, toStep: null, buckets })
    if (inView === null || overview?.window.isDecimated !== true) continue
    const width = inView.to - inView.from
    const isCovered = detail !== null && detail.from <= inView.from && detail.to >= inView.to
    const isFine = detail !== null && detail.to - detail.from <= coarsest * width * (1 + 2 * reach)
    if (detail !== null && isCovered && isFine && !isOld(detail, one, 1)) continue
    add(one, {
      fromStep: inView.from - reach * width,
      toStep: inView.to + reach * width,
      buckets: Math.ceil(buckets * (1 + 2 * reach)),
    })
  }
  return [...calls.values()].map(({ request, keys }) => ({ ...request, keys }))
}

function isOld(held: Held, one: SlotWanted, buckets: number): boolean {
  const isCoarse = held.window.isDecimated && held.buckets < buckets
  return held.smoothing !== one.smoothing || held.growth !== one.slot.growth || isCoarse
}
