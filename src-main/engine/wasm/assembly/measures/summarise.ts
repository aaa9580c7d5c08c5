/** Σ a in eight lanes, smallest and largest: the twin of `measures/summarise.ts`. */
import { addLanes, addToLane, highHalf, lowHalf, storeSums } from './lanes'

/**
 * @param cells room for ten float64: eight lanes, then smallest and largest, which are NaN if an element is
 * @returns the sum
 */
export function summarise(a: usize, length: i32, cells: usize): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let least = f32x4.splat(Infinity)
  let largest = f32x4.splat(-Infinity)
  let i: i32 = 0
  for (; i + 8 <= length; i += 8) {
    const x = v128.load(a)
    const y = v128.load(a, 16)
    s0 = f64x2.add(s0, lowHalf(x))
    s1 = f64x2.add(s1, highHalf(x))
    s2 = f64x2.add(s2, lowHalf(y))
    s3 = f64x2.add(s3, highHalf(y))
    least = f32x4.min(least, f32x4.min(x, y))
    largest = f32x4.max(largest, f32x4.max(x, y))
    a += 32
  }
  storeSums(cells, s0, s1, s2, s3)
  least = f32x4.min(least, v128.shuffle<u64>(least, least, 1, 1))
  largest = f32x4.max(largest, v128.shuffle<u64>(largest, largest, 1, 1))
  let low = min(f32x4.extract_lane(least, 0), f32x4.extract_lane(least, 1))
  let high = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1))
  for (let lane: i32 = 0; i + lane < length; lane++) {
    const x = load<f32>(a + ((<usize>lane) << 2))
    addToLane(cells, lane, <f64>x)
    low = min(low, x)
    high = max(high, x)
  }
  store<f64>(cells, <f64>low, 64)
  store<f64>(cells, <f64>high, 72)
  return addLanes(cells)
}
