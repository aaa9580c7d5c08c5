/** Measures passes a slice of time at a time: how many fit a slice is found out beforehand. */
import type { Passes } from './passes'

const warmUpMs = 150

/** Measures for about a slice of time and answers the passes a second in it. */
export type MeasureSlice = () => number

/** Warms up, so that what compiles while it runs is compiled. @param sliceMs - a pass that takes longer is a slice */
export function createPassTimer(passes: Passes, sliceMs: number): MeasureSlice {
  let count = 1
  const time = (): number => {
    const startedAtMs = performance.now()
    passes(count)
    return Math.max(performance.now() - startedAtMs, 1e-6)
  }
  let elapsedMs = time()
  for (let spentMs = elapsedMs; spentMs < warmUpMs; spentMs += elapsedMs) {
    // at most four times as many at once: the first passes are slower than those to come
    count = Math.max(1, Math.round(count * Math.min(4, sliceMs / elapsedMs)))
    elapsedMs = time()
  }
  count = Math.max(1, Math.round((count * sliceMs) / elapsedMs))
  return () => (count * 1000) / time()
}
