/**
 * Reads what the charts on screen need, and no more: one path for runs that grow and runs that are saved.
 *
 * For each series of each visible run there is an overview (the whole run) and, while zoomed into a series that had to
 * be decimated, a detail (the part in view with as much again on both sides). A reading starts when something is
 * missing or out of date, never while another is under way. For growth it starts at most twice a second and is shown in
 * one go: drawing competes with training for the cores. An answer that no longer fits what is asked for (another lab
 * file, smoothing, window) is dropped.
 *
 * Columns stay plain typed arrays; `version` is the one thing that Vue watches.
 */
import { type ShallowRef, shallowRef } from 'vue'
import type { LabError } from '../../src-main/contract/errors'
import type { RunId } from '../../src-main/contract/identifiers'
import {
  type ColumnKey,
  columnKeys,
  columnKeyText,
  type SeriesRequest,
  type SeriesWindow,
  seriesKeyText,
} from '../../src-main/contract/series'
import type { Client } from '../lab/client'
import { callsFor, type SeriesSlot } from './seriesCalls'

/** A series as the cards ask for it. */
export interface WantedSeries {
  readonly key: ColumnKey
  readonly isSmoothed: boolean
}

/** What is looked at. `windowOf` is the part in view in a run's own steps; null = all of it. */
export interface ReadingView {
  readonly buckets: number
  readonly smoothing: number
  windowOf(run: RunId): { readonly from: number; readonly to: number } | null
}

export interface SeriesReader {
  readonly version: Readonly<ShallowRef<number>>
  readonly error: Readonly<ShallowRef<LabError | null>>
  setRuns(runs: readonly RunId[]): void
  setWanted(wanted: readonly WantedSeries[]): void
  setView(view: ReadingView): void
  keysOf(run: RunId): readonly ColumnKey[]
  overview(run: RunId, key: ColumnKey): SeriesWindow | null
  /** What covers the part in view best: the detail if it does, or else the overview. */
  inView(run: RunId, key: ColumnKey): SeriesWindow | null
  /** Follows main's events until the function returned is called. */
  follow(): () => void
  /** Settles when nothing is being read any more. */
  whenIdle(): Promise<void>
}

const growthIntervalMs = 500
const viewDelayMs = 40
const showDelayMs = 16
const callsAtOnce = 4

interface RunSeries {
  keys: readonly ColumnKey[] | null
  areKeysStale: boolean
  readonly slots: Map<string, SeriesSlot>
}

export function createSeriesReader(client: Client): SeriesReader {
  const version = shallowRef(0)
  const error: ShallowRef<LabError | null> = shallowRef(null)
  let byRun = new Map<RunId, RunSeries>()
  let wanted: readonly WantedSeries[] = []
  let view: ReadingView = { buckets: 400, smoothing: 0, windowOf: () => null }
  let reading: Promise<void> | null = null
  /** How soon to read again after the reading under way; null = not. */
  let askedAgainMs: number | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let timerMs = 0
  let showTimer: ReturnType<typeof setTimeout> | null = null
  /** Whether the reading under way has nothing to bring but growth. */
  let isForGrowth = false
  /** Whether there is anything that `version` has not told of yet. */
  let isNew = false
  let isOver = false

  const smoothingOf = (series: WantedSeries): number => (series.isSmoothed ? view.smoothing : 0)

  function ask(delayMs: number): void {
    if (isOver) return
    if (reading !== null) {
      askedAgainMs = Math.min(delayMs, askedAgainMs ?? delayMs)
      return
    }
    if (timer !== null && timerMs <= delayMs) return
    clearTimeout(timer ?? undefined)
    timerMs = delayMs
    timer = setTimeout(() => {
      timer = null
      isForGrowth = timerMs >= growthIntervalMs
      reading = readAll().finally(() => {
        reading = null
        isForGrowth = false
        show()
        const againMs = askedAgainMs
        askedAgainMs = null
        if (againMs !== null) ask(againMs)
      })
    }, delayMs)
  }

  function show(): void {
    if (isForGrowth || !isNew) return
    showTimer ??= setTimeout(() => {
      showTimer = null
      isNew = false
      version.value++
    }, showDelayMs)
  }

  /** Works through the runs a few at a time, until nothing that is asked for now is missing. */
  async function readAll(): Promise<void> {
    const waiting = [...byRun]
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [run, series] = next
        await readRun(run, series, () => byRun.get(run) === series)
      }
    }
    await Promise.all(Array.from({ length: callsAtOnce }, work))
  }

  async function readRun(run: RunId, series: RunSeries, isWanted: () => boolean): Promise<void> {
    if (!isWanted()) return
    if (series.keys === null || series.areKeysStale) {
      series.areKeysStale = false
      const listed = await client.call('series.list', { run })
      if (!isWanted()) return
      if (!listed.ok) return refuse(listed.error)
      const keys = listed.value.flatMap(columnKeys)
      if (!isSameList(series.keys, keys)) isNew = true
      series.keys = keys
      show()
    }
    for (const request of requestsFor(run, series)) {
      const answer = await client.call('series.read', request)
      if (!isWanted()) return
      if (!answer.ok) return refuse(answer.error)
      for (const window of answer.value) take(series, request, window)
      error.value = null
      isNew = true
      show()
    }
  }

  function requestsFor(run: RunId, series: RunSeries): readonly SeriesRequest[] {
    const recorded = new Set((series.keys ?? []).map(columnKeyText))
    return callsFor(
      run,
      wanted
        .filter(({ key }) => recorded.has(columnKeyText(key)))
        .map((one) => ({ key: one.key, smoothing: smoothingOf(one), slot: slotOf(series, one.key) })),
      view.buckets,
      view.windowOf(run),
    )
  }

  function take(series: RunSeries, request: SeriesRequest, window: SeriesWindow): void {
    const one = wanted.find(({ key }) => columnKeyText(key) === columnKeyText(window.key))
    if (one !== undefined && smoothingOf(one) !== request.smoothing) return
    const slot = slotOf(series, window.key)
    const held = { window, smoothing: request.smoothing, buckets: request.buckets, growth: slot.growthAsked }
    if (request.fromStep === null || request.toStep === null) slot.overview = held
    else slot.detail = { ...held, from: request.fromStep, to: request.toStep }
  }

  function refuse(refused: LabError): void {
    error.value = refused
    isNew = true
    show()
  }

  function slotOf(series: RunSeries, key: ColumnKey): SeriesSlot {
    const text = columnKeyText(key)
    const slot = series.slots.get(text) ?? {
      series: seriesKeyText(key),
      overview: null,
      detail: null,
      growth: 0,
      growthAsked: 0,
    }
    series.slots.set(text, slot)
    return slot
  }

  /** Asked for every run by every card: of thousands of runs most have nothing yet. */
  function heldSlot(run: RunId, key: ColumnKey): SeriesSlot | undefined {
    const slots = byRun.get(run)?.slots
    return slots === undefined || slots.size === 0 ? undefined : slots.get(columnKeyText(key))
  }

  /** @returns whether there is anything to read: rows of a series that is drawn, or of one not known yet */
  function grow(series: RunSeries, grown: ReadonlySet<string>): boolean {
    const known = new Set((series.keys ?? []).map(seriesKeyText))
    if ([...grown].some((key) => !known.has(key))) series.areKeysStale = true
    let isHeld = false
    for (const slot of series.slots.values()) {
      if (!grown.has(slot.series)) continue
      slot.growth++
      isHeld = true
    }
    return isHeld || series.areKeysStale
  }

  function forget(): void {
    byRun = new Map([...byRun.keys()].map((run) => [run, newSeries()]))
    version.value++
    ask(0)
  }

  return {
    version,
    error,
    setRuns(runs) {
      const isSame = runs.length === byRun.size && runs.every((run) => byRun.has(run))
      if (isSame) return
      // What is read for a run that left is dropped on arrival; what both have in common is kept.
      byRun = new Map(runs.map((run) => [run, byRun.get(run) ?? newSeries()]))
      version.value++
      ask(0)
    },
    setWanted(next) {
      if (isSameWish(wanted, next)) return
      wanted = next
      ask(viewDelayMs)
    },
    setView(next) {
      view = next
      ask(viewDelayMs)
    },
    keysOf: (run) => byRun.get(run)?.keys ?? [],
    overview: (run, key) => heldSlot(run, key)?.overview?.window ?? null,
    inView(run, key) {
      const slot = heldSlot(run, key)
      if (slot === undefined) return null
      const window = view.windowOf(run)
      const { detail } = slot
      if (detail && window !== null && detail.from <= window.from && detail.to >= window.to) return detail.window
      return slot.overview?.window ?? null
    },
    follow() {
      isOver = false
      const stops = [
        client.on('series.grown', (grown) => {
          let isShown = false
          for (const { run, series: grownSeries } of grown) {
            const series = byRun.get(run)
            if (series !== undefined && grow(series, new Set(grownSeries.map(({ key }) => seriesKeyText(key))))) {
              isShown = true
            }
          }
          if (isShown) ask(growthIntervalMs)
        }),
        client.on('lab.changed', ({ isOther }) => {
          if (isOther) forget()
        }),
      ]
      ask(0)
      return () => {
        isOver = true
        clearTimeout(timer ?? undefined)
        clearTimeout(showTimer ?? undefined)
        timer = null
        showTimer = null
        for (const stop of stops) stop()
      }
    },
    async whenIdle() {
      while (timer !== null || reading !== null || showTimer !== null) {
        if (reading !== null) await reading
        else await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
  }
}

function isSameWish(before: readonly WantedSeries[], next: readonly WantedSeries[]): boolean {
  const areAlike = before.every(({ isSmoothed }, index) => isSmoothed === next[index]?.isSmoothed)
  return areAlike && isSameList(keysIn(before), keysIn(next))
}

function keysIn(wanted: readonly WantedSeries[]): readonly ColumnKey[] {
  return wanted.map(({ key }) => key)
}

function isSameList(before: readonly ColumnKey[] | null, next: readonly ColumnKey[]): boolean {
  if (before?.length !== next.length) return false
  return before.every((key, index) => columnKeyText(key) === columnKeyText(next[index]!))
}

function newSeries(): RunSeries {
  return { keys: null, areKeysStale: false, slots: new Map() }
}
