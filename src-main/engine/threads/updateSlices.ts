/**
 * Which elements of the arena a share updates: of each large parameter its part, cut as its gradients are, so that what a
 * thread wrote is still near it; small parameters are the last share's. Cuts are at multiples of 64 bytes (of float32),
 * so that threads do not write into one another's cache lines.
 */
import type { ArenaParameter } from '../arena'
import { type Share, startOfShare } from './share'

/** Below it a meeting of threads in one cache costs more than the update. */
const SMALL = 4096
/** Elements of a cache line. */
const LINE = 16

export interface Slice {
  readonly start: number
  readonly end: number
}

/** In order; neighbours put together. All shares together have every element once. */
export function updateSlices(parameters: readonly ArenaParameter[], share: Share): readonly Slice[] {
  const slices: { start: number; end: number }[] = []
  let cut = 0
  parameters.forEach(({ offset, length }, index) => {
    const isLast = index === parameters.length - 1
    const whole = { start: cut, end: isLast ? offset + length : Math.floor((offset + length) / LINE) * LINE }
    cut = whole.end
    const { start, end } = length < SMALL ? ofLastShare(whole, share) : part(whole, share)
    const before = slices.at(-1)
    if (start === end) return
    if (before?.end === start) before.end = end
    else slices.push({ start, end })
  })
  return slices
}

function part({ start, end }: Slice, { index, count }: Share): Slice {
  const at = (each: number): number => start + startOfShare(end - start, each, count, LINE)
  return { start: at(index), end: at(index + 1) }
}

function ofLastShare({ start, end }: Slice, { index, count }: Share): Slice {
  return index === count - 1 ? { start, end } : { start, end: start }
}
