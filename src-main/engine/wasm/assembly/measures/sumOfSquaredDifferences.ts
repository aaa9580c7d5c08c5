/** Σ (a − b)², in eight lanes: the twin of the one in `measures/typescriptMeasures.ts`. */
import { addLanes, addToLane, highHalf, lowHalf, storeSums } from './lanes'

/** @param lanes room for eight float64 */
export function sumOfSquaredDifferences(a: usize, b: usize, length: i32, lanes: usize): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let i: i32 = 0
  for (; i + 8 <= length; i += 8) {
    const x = v128.load(a)
    const y = v128.load(b)
    const u = v128.load(a, 16)
    const v = v128.load(b, 16)
    s0 = f64x2.add(s0, squaredDifference(lowHalf(x), lowHalf(y)))
    s1 = f64x2.add(s1, squaredDifference(highHalf(x), highHalf(y)))
    s2 = f64x2.add(s2, squaredDifference(lowHalf(u), lowHalf(v)))
    s3 = f64x2.add(s3, squaredDifference(highHalf(u), highHalf(v)))
    a += 32
    b += 32
  }
  storeSums(lanes, s0, s1, s2, s3)
  for (let lane: i32 = 0; i + lane < length; lane++) {
    const offset = (<usize>lane) << 2
    const difference = <f64>load<f32>(a + offset) - <f64>load<f32>(b + offset)
    addToLane(lanes, lane, difference * difference)
  }
  return addLanes(lanes)
}

// @ts-ignore: decorator
@inline
function squaredDifference(x: v128, y: v128): v128 {
  const difference = f64x2.sub(x, y)
  return f64x2.mul(difference, difference)
}
