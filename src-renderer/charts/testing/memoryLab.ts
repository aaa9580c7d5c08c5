/** A lab in memory that answers `series.list` and `series.read` as main does, and says when its runs grow. */

import { smooth } from '../../../src-main/analysis/smooth'
import { windowOfPoints } from '../../../src-main/analysis/windows/buckets'
import type { LabBridge } from '../../../src-main/contract/bridge'
import { type CallArguments, calls } from '../../../src-main/contract/calls'
import type { LabError } from '../../../src-main/contract/errors'
import { failure, type Result, success } from '../../../src-main/contract/result'
import { type ColumnKey, columnKeyText, type RecordedSeries, seriesKeyText } from '../../../src-main/contract/series'

interface Columns {
  readonly key: ColumnKey
  steps: Float64Array
  values: Float64Array
}

export interface MemoryLab {
  readonly bridge: LabBridge
  /** Every `series.read` there was, in order. */
  readonly reads: CallArguments<'series.read'>[]
  /** How many `series.list` there were. */
  readonly lists: () => number
  /** Most calls that were under way at once. */
  readonly mostAtOnce: () => number
  record(run: number, key: ColumnKey, values: readonly number[]): void
  emit(name: string, payload: unknown): void
  listeners(): number
  /** Answers every call with this error from now on; null = answers again. */
  refuse(error: LabError | null): void
  /** Holds back answers until the function returned is called. */
  hold(): () => void
}

export function createMemoryLab(): MemoryLab {
  const runs = new Map<number, Map<string, Columns>>()
  const reads: CallArguments<'series.read'>[] = []
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  let gate: Promise<void> = Promise.resolve()
  let refused: LabError | null = null
  let underWay = 0
  let most = 0
  let lists = 0

  function answer(name: string, input: unknown): unknown {
    if (name === 'series.list') {
      lists++
      const { run } = calls['series.list'].input.parse(input)
      return listed([...(runs.get(run)?.values() ?? [])].map(({ key }) => key))
    }
    const request = calls['series.read'].input.parse(input)
    reads.push(request)
    return request.keys.map((key) => {
      const held = runs.get(request.run)?.get(columnKeyText(key))
      const steps = held?.steps ?? new Float64Array(0)
      const values = held?.values ?? new Float64Array(0)
      const smoothed = smooth(values, request.smoothing)
      return { key, ...windowOfPoints(steps, smoothed, request.fromStep, request.toStep, request.buckets) }
    })
  }

  return {
    reads,
    lists: () => lists,
    mostAtOnce: () => most,
    bridge: {
      async call(name, input) {
        underWay++
        most = Math.max(most, underWay)
        const result: Result<unknown> = refused === null ? success(answer(name, input)) : failure(refused)
        await gate
        underWay--
        return result
      },
      on(name, listener) {
        const heard = listeners.get(name) ?? new Set()
        listeners.set(name, heard.add(listener))
        return () => heard.delete(listener)
      },
    },
    record(run, key, values) {
      const series = runs.get(run) ?? new Map<string, Columns>()
      runs.set(run, series)
      const text = columnKeyText(key)
      const before = series.get(text)?.values ?? new Float64Array(0)
      const joined = Float64Array.from([...before, ...values])
      series.set(text, { key, steps: joined.map((_, index) => index + 1), values: joined })
    },
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload)
    },
    listeners: () => [...listeners.values()].reduce((count, heard) => count + heard.size, 0),
    refuse(error) {
      refused = error
    },
    hold() {
      let open = (): void => undefined
      gate = new Promise((resolve) => {
        open = resolve
      })
      return open
    },
  }
}

/** Columns gathered into the series they are of. */
function listed(keys: readonly ColumnKey[]): RecordedSeries[] {
  const series = new Map<string, { key: RecordedSeries['key']; shape: { columns: string[] } }>()
  for (const { diagnostic, parameter, column } of keys) {
    const key = { diagnostic, parameter }
    const one = series.get(seriesKeyText(key)) ?? { key, shape: { columns: [] } }
    one.shape.columns.push(column)
    series.set(seriesKeyText(key), one)
  }
  return [...series.values()]
}
