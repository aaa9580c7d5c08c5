/**
 * Takes out the keys that fall into chosen cells, group by group: the twin of the one in
 * `measures/typescriptMeasures.ts`.
 */
import { keyOf, keysOf } from './keys'

/**
 * @param groups of the cells from `first`, a byte each: 0, or the number of a group from 1
 * @param ends of the groups, 4 bytes each: where in `taken`, in keys, the next one goes; moved on
 */
export function takeCells(a: usize, length: i32, groups: usize, first: i32, ends: usize, taken: usize): void {
  const base = groups - first
  const firstEnd = ends - 4
  let i: i32 = 0
  for (; i + 4 <= length; i += 4) {
    const keys = keysOf(v128.load(a))
    const cells = i32x4.shr_s(keys, 18)
    const g0 = load<u8>(base + i32x4.extract_lane(cells, 0))
    const g1 = load<u8>(base + i32x4.extract_lane(cells, 1))
    const g2 = load<u8>(base + i32x4.extract_lane(cells, 2))
    const g3 = load<u8>(base + i32x4.extract_lane(cells, 3))
    if (g0 | g1 | g2 | g3) {
      if (g0) put(firstEnd, g0, taken, i32x4.extract_lane(keys, 0))
      if (g1) put(firstEnd, g1, taken, i32x4.extract_lane(keys, 1))
      if (g2) put(firstEnd, g2, taken, i32x4.extract_lane(keys, 2))
      if (g3) put(firstEnd, g3, taken, i32x4.extract_lane(keys, 3))
    }
    a += 16
  }
  for (; i < length; i++) {
    const key = keyOf(load<i32>(a))
    const group = load<u8>(base + (key >> 18))
    if (group) put(firstEnd, group, taken, key)
    a += 4
  }
}

// @ts-ignore: decorator
@inline
function put(firstEnd: usize, group: u32, taken: usize, key: i32): void {
  const place = firstEnd + (group << 2)
  const end = load<u32>(place)
  store<i32>(taken + (end << 2), key)
  store<u32>(place, end + 1)
}
