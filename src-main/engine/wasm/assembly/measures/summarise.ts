/** Σ a in eight lanes, smallest and largest: the twin of the one in `measures/typescriptMeasures.ts`. */
import { keyOf, keysOf } from './keys'
import { addLanes, addToLane, highHalf, lowHalf, storeSums } from './lanes'

/** Of −∞ and ∞: the keys beyond are those of NaN. */
const LEAST_KEY: i32 = 0x807fffff
const LARGEST_KEY: i32 = 0x7f800000

/**
 * Smallest and largest are found by their keys, as integers: one instruction each, where those of floats take several.
 *
 * @param cells room for ten float64: eight lanes, then smallest and largest, which are NaN if an element is
 * @returns the sum
 */
export function summarise(a: usize, length: i32, cells: usize): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let least = i32x4.splat(LARGEST_KEY)
  let largest = i32x4.splat(LEAST_KEY)
  let i: i32 = 0
  for (; i + 8 <= length; i += 8) {
    const x = v128.load(a)
    const y = v128.load(a, 16)
    s0 = f64x2.add(s0, lowHalf(x))
    s1 = f64x2.add(s1, highHalf(x))
    s2 = f64x2.add(s2, lowHalf(y))
    s3 = f64x2.add(s3, highHalf(y))
    const keysX = keysOf(x)
    const keysY = keysOf(y)
    least = i32x4.min_s(least, i32x4.min_s(keysX, keysY))
    largest = i32x4.max_s(largest, i32x4.max_s(keysX, keysY))
    a += 32
  }
  storeSums(cells, s0, s1, s2, s3)
  least = i32x4.min_s(least, v128.shuffle<u64>(least, least, 1, 1))
  largest = i32x4.max_s(largest, v128.shuffle<u64>(largest, largest, 1, 1))
  let low = min(i32x4.extract_lane(least, 0), i32x4.extract_lane(least, 1))
  let high = max(i32x4.extract_lane(largest, 0), i32x4.extract_lane(largest, 1))
  for (let lane: i32 = 0; i + lane < length; lane++) {
    const place = a + ((<usize>lane) << 2)
    const key = keyOf(load<i32>(place))
    addToLane(cells, lane, <f64>load<f32>(place))
    low = min(low, key)
    high = max(high, key)
  }
  const holdsNaN = low < LEAST_KEY || high > LARGEST_KEY
  store<f64>(cells, holdsNaN ? NaN : <f64>reinterpret<f32>(keyOf(low)), 64)
  store<f64>(cells, holdsNaN ? NaN : <f64>reinterpret<f32>(keyOf(high)), 72)
  return addLanes(cells)
}
