/**
 * Batch normalisation and its gradients: the twins of `kernels/batchNorm32.ts`, where the order of operations stands.
 * Means, squares and inverse deviations are f64, one a channel.
 */
import { firstLanes, highLanes, lowLanes, totalOf } from './fourSums'
import { storeLanes } from './storeLanes'

export function batchNormMeasure(
  means: usize,
  squares: usize,
  x: usize,
  rows: i32,
  channels: i32,
  positions: i32,
): void {
  const plane = (<usize>positions) << 2
  const stride = (<usize>channels) * plane
  for (; channels > 0; channels--) {
    let low = f64x2.splat(0)
    let high = low
    for (let row: i32 = 0, start = x; row < rows; row++, start += stride) {
      for (let at = start, left = positions; left > 0; left -= 4, at += 16) {
        const value = firstLanes(v128.load(at), left)
        low = f64x2.add(low, lowLanes(value))
        high = f64x2.add(high, highLanes(value))
      }
    }
    const mean = totalOf(low, high) / (<f64>rows * <f64>positions)
    store<f64>(means, mean)
    low = f64x2.splat(0)
    high = low
    for (let row: i32 = 0, start = x; row < rows; row++, start += stride) {
      for (let at = start, left = positions; left > 0; left -= 4, at += 16) {
        const distance = firstLanes(f32x4.sub(v128.load(at), f32x4.splat(<f32>mean)), left)
        low = f64x2.add(low, f64x2.mul(lowLanes(distance), lowLanes(distance)))
        high = f64x2.add(high, f64x2.mul(highLanes(distance), highLanes(distance)))
      }
    }
    store<f64>(squares, totalOf(low, high))
    means += 8
    squares += 8
    x += plane
  }
}

export function batchNormForward(
  y: usize,
  x: usize,
  w: usize,
  b: usize,
  means: usize,
  inverses: usize,
  rows: i32,
  channels: i32,
  positions: i32,
): void {
  for (; rows > 0; rows--) {
    for (let c: usize = 0; c < <usize>channels; c++) {
      const mean = f32x4.splat(<f32>load<f64>(means + (c << 3)))
      const scale = f32x4.splat(load<f32>(w + (c << 2)) * <f32>load<f64>(inverses + (c << 3)))
      const bias = v128.load32_splat(b + (c << 2))
      for (let at: usize = 0, left = positions; left > 0; left -= 4, at += 16) {
        storeLanes(y + at, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x + at), mean), scale), bias), left)
      }
      x += (<usize>positions) << 2
      y += (<usize>positions) << 2
    }
  }
}

/** @param dx 0 for none */
export function batchNormBackward(
  dx: usize,
  dw: usize,
  db: usize,
  dy: usize,
  x: usize,
  w: usize,
  means: usize,
  inverses: usize,
  rows: i32,
  channels: i32,
  positions: i32,
): void {
  const plane = (<usize>positions) << 2
  const stride = (<usize>channels) * plane
  const count = <f64>rows * <f64>positions
  for (; channels > 0; channels--) {
    const mean = f32x4.splat(<f32>load<f64>(means))
    const inverse = f32x4.splat(<f32>load<f64>(inverses))
    let low = f64x2.splat(0)
    let high = low
    let lowWithNormal = low
    let highWithNormal = low
    for (let row: i32 = 0, start: usize = 0; row < rows; row++, start += stride) {
      for (let at = start, left = positions; left > 0; left -= 4, at += 16) {
        const g = firstLanes(v128.load(dy + at), left)
        const normal = firstLanes(f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse), left)
        low = f64x2.add(low, lowLanes(g))
        high = f64x2.add(high, highLanes(g))
        lowWithNormal = f64x2.add(lowWithNormal, f64x2.mul(lowLanes(g), lowLanes(normal)))
        highWithNormal = f64x2.add(highWithNormal, f64x2.mul(highLanes(g), highLanes(normal)))
      }
    }
    const sum = totalOf(low, high)
    const sumWithNormal = totalOf(lowWithNormal, highWithNormal)
    store<f32>(db, <f32>sum)
    store<f32>(dw, <f32>sumWithNormal)
    if (dx != 0) {
      const scale = f32x4.mul(v128.load32_splat(w), inverse)
      const share = f32x4.splat(<f32>(sum / count))
      const shareWithNormal = f32x4.splat(<f32>(sumWithNormal / count))
      for (let row: i32 = 0, start: usize = 0; row < rows; row++, start += stride) {
        for (let at = start, left = positions; left > 0; left -= 4, at += 16) {
          const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse)
          const taken = f32x4.add(share, f32x4.mul(normal, shareWithNormal))
          storeLanes(dx + at, f32x4.mul(scale, f32x4.sub(v128.load(dy + at), taken)), left)
        }
      }
      dx += plane
    }
    x += plane
    dy += plane
    w += 4
    dw += 4
    db += 4
    means += 8
    inverses += 8
  }
}
