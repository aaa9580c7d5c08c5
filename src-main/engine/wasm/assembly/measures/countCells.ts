/**
 * How many numbers fall into each cell, the upper 14 bits of their keys: the twin of the one in
 * `measures/typescriptMeasures.ts`.
 */
import { keyOf, keysOf } from './keys'

/** @param counts of the cells from `first`, 4 bytes each, which it adds to */
export function countCells(a: usize, length: i32, counts: usize, first: i32): void {
  const base = counts - ((<isize>first) << 2)
  let i: i32 = 0
  for (; i + 4 <= length; i += 4) {
    const words = v128.load(a)
    // zeros come in runs: of inputs that are never there
    if (v128.any_true(words)) {
      const cells = i32x4.shl(i32x4.shr_s(keysOf(words), 18), 2)
      increase(base + i32x4.extract_lane(cells, 0), 1)
      increase(base + i32x4.extract_lane(cells, 1), 1)
      increase(base + i32x4.extract_lane(cells, 2), 1)
      increase(base + i32x4.extract_lane(cells, 3), 1)
    } else increase(base, 4)
    a += 16
  }
  for (; i < length; i++) {
    increase(base + ((keyOf(load<i32>(a)) >> 18) << 2), 1)
    a += 4
  }
}

// @ts-ignore: decorator
@inline
function increase(place: usize, by: i32): void {
  store<i32>(place, load<i32>(place) + by)
}
