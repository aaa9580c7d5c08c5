/** The entries of a rising column that a view needs: those inside it and one neighbour on each side. */
import type { Range } from './range'

/** @returns first entry, and the one after the last. */
export function inRange(x: Float64Array, view: Range): readonly [begin: number, end: number] {
  const begin = countBelow(x, view.min)
  let end = countBelow(x, view.max)
  while (end < x.length && x[end]! <= view.max) end++
  return [Math.max(0, begin - 1), Math.min(x.length, end + 1)]
}

/** The entry nearest to a place; -1 in an empty column. */
export function nearest(x: Float64Array, place: number): number {
  const right = countBelow(x, place)
  if (right === 0) return x.length === 0 ? -1 : 0
  if (right === x.length) return right - 1
  return place - x[right - 1]! <= x[right]! - place ? right - 1 : right
}

function countBelow(x: Float64Array, place: number): number {
  let low = 0
  let high = x.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}
