/** Layer normalisation and its gradients: the twins of `kernels/layerNorm32.ts`, where the order of operations stands. */
import { firstLanes, highLanes, lowLanes, totalOf } from './fourSums'
import { storeLanes } from './storeLanes'

/** @param kept room for two f32 a row: mean and inverse deviation */
export function layerNormForward(
  y: usize,
  x: usize,
  w: usize,
  b: usize,
  rows: i32,
  size: i32,
  epsilon: f64,
  kept: usize,
): void {
  const line = (<usize>size) << 2
  for (; rows > 0; rows--) {
    const mean = <f32>(sumOf(x, size) / <f64>size)
    const squares = squaresOf(x, size, f32x4.splat(mean))
    const inverse = <f32>(1 / sqrt<f64>(squares / <f64>size + epsilon))
    store<f32>(kept, mean)
    store<f32>(kept, inverse, 4)
    kept += 8
    for (let at: usize = 0, left = size; left > 0; left -= 4, at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(mean)), f32x4.splat(inverse))
      storeLanes(y + at, f32x4.add(f32x4.mul(normal, v128.load(w + at)), v128.load(b + at)), left)
    }
    x += line
    y += line
  }
}

/** @param dx 0 for none */
export function layerNormBackward(
  dx: usize,
  dw: usize,
  db: usize,
  dy: usize,
  x: usize,
  w: usize,
  rows: i32,
  size: i32,
  kept: usize,
): void {
  const line = (<usize>size) << 2
  memory.fill(dw, 0, line)
  memory.fill(db, 0, line)
  for (; rows > 0; rows--) {
    const mean = v128.load32_splat(kept)
    const inverse = v128.load32_splat(kept, 4)
    kept += 8
    let low = f64x2.splat(0)
    let high = low
    let lowWithNormal = low
    let highWithNormal = low
    for (let at: usize = 0, left = size; left > 0; left -= 4, at += 16) {
      const g = v128.load(dy + at)
      const normal = firstLanes(f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse), left)
      storeLanes(dw + at, f32x4.add(v128.load(dw + at), f32x4.mul(g, normal)), left)
      storeLanes(db + at, f32x4.add(v128.load(db + at), g), left)
      const weighted = firstLanes(f32x4.mul(g, v128.load(w + at)), left)
      low = f64x2.add(low, lowLanes(weighted))
      high = f64x2.add(high, highLanes(weighted))
      lowWithNormal = f64x2.add(lowWithNormal, f64x2.mul(lowLanes(weighted), lowLanes(normal)))
      highWithNormal = f64x2.add(highWithNormal, f64x2.mul(highLanes(weighted), highLanes(normal)))
    }
    if (dx != 0) {
      const share = f32x4.splat(<f32>(totalOf(low, high) / <f64>size))
      const shareWithNormal = f32x4.splat(<f32>(totalOf(lowWithNormal, highWithNormal) / <f64>size))
      for (let at: usize = 0, left = size; left > 0; left -= 4, at += 16) {
        const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse)
        const taken = f32x4.add(share, f32x4.mul(normal, shareWithNormal))
        const weighted = f32x4.mul(v128.load(dy + at), v128.load(w + at))
        storeLanes(dx + at, f32x4.mul(inverse, f32x4.sub(weighted, taken)), left)
      }
      dx += line
    }
    x += line
    dy += line
  }
}

function sumOf(x: usize, count: i32): f64 {
  let low = f64x2.splat(0)
  let high = low
  for (; count > 0; count -= 4) {
    const value = firstLanes(v128.load(x), count)
    low = f64x2.add(low, lowLanes(value))
    high = f64x2.add(high, highLanes(value))
    x += 16
  }
  return totalOf(low, high)
}

function squaresOf(x: usize, count: i32, mean: v128): f64 {
  let low = f64x2.splat(0)
  let high = low
  for (; count > 0; count -= 4) {
    const distance = firstLanes(f32x4.sub(v128.load(x), mean), count)
    low = f64x2.add(low, f64x2.mul(lowLanes(distance), lowLanes(distance)))
    high = f64x2.add(high, f64x2.mul(highLanes(distance), highLanes(distance)))
    x += 16
  }
  return totalOf(low, high)
}
