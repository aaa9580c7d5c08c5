/** Σ a², in eight lanes: the twin of the one in `measures/typescriptMeasures.ts`. */
import { addLanes, addToLane, highHalf, lowHalf, storeSums } from './lanes'

/** @param lanes room for eight float64 */
export function sumOfSquares(a: usize, length: i32, lanes: usize): f64 {
  let s0 = f64x2.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let i: i32 = 0
  for (; i + 8 <= length; i += 8) {
    const x = v128.load(a)
    const y = v128.load(a, 16)
    s0 = f64x2.add(s0, square(lowHalf(x)))
    s1 = f64x2.add(s1, square(highHalf(x)))
    s2 = f64x2.add(s2, square(lowHalf(y)))
    s3 = f64x2.add(s3, square(highHalf(y)))
    a += 32
  }
  storeSums(lanes, s0, s1, s2, s3)
  for (let lane: i32 = 0; i + lane < length; lane++) {
    const x = <f64>load<f32>(a + ((<usize>lane) << 2))
    addToLane(lanes, lane, x * x)
  }
  return addLanes(lanes)
}

// @ts-ignore: decorator
@inline
function square(x: v128): v128 {
  return f64x2.mul(x, x)
}
