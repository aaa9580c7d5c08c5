/**
 * The patches of one image, transposed: patches[(c·k + i)·k + j, p] holds what `gatherPatches` of
 * `kernels/convolutionKernels.ts` has at [p, (c·k + i)·k + j]. A line is then a shifted image, which is copied line by
 * line, and the products read and write images as they lie.
 */
import {
  channelsOf,
  firstAtLeast,
  heightOf,
  leftOf,
  outputHeightOf,
  outputWidthOf,
  sizeOf,
  strideOf,
  topOf,
  widthOf,
} from './windows'

/** Overwrites patches, and up to three numbers behind them. */
export function gatherPatches(patches: usize, image: usize, windows: usize): void {
  const height = heightOf(windows)
  const width = widthOf(windows)
  const size = sizeOf(windows)
  const stride = strideOf(windows)
  const rows = outputHeightOf(windows)
  const columns = outputWidthOf(windows)
  const plane = (<usize>(height * width)) << 2
  for (let c = channelsOf(windows); c > 0; c--) {
    for (let i: i32 = -topOf(windows), lastLine = i + size; i < lastLine; i++) {
      for (let j: i32 = -leftOf(windows), lastColumn = j + size; j < lastColumn; j++) {
        // the windows whose column j lies inside of the image
        const first = min(columns, firstAtLeast(-j, stride))
        const end = max(first, min(columns, firstAtLeast(width - j, stride)))
        const from = image + ((<usize>(j + first * stride)) << 2)
        for (let row: i32 = 0; row < rows; row++) {
          const y = row * stride + i
          if (y < 0 || y >= height) fillZeros(patches, columns)
          else {
            if (first > 0) fillZeros(patches, first)
            copyEvery(patches + ((<usize>first) << 2), from + ((<usize>(y * width)) << 2), end - first, stride)
            if (end < columns) fillZeros(patches + ((<usize>end) << 2), columns - end)
          }
          patches += (<usize>columns) << 2
        }
      }
    }
    image += plane
  }
}

/** Up to three more than asked. */
// @ts-ignore: decorator
@inline
function fillZeros(to: usize, count: i32): void {
  for (; count > 0; count -= 4) {
    v128.store(to, f32x4.splat(0))
    to += 16
  }
}

/** With stride 1 up to three more than asked. */
// @ts-ignore: decorator
@inline
function copyEvery(to: usize, from: usize, count: i32, stride: i32): void {
  if (stride == 1) {
    for (; count > 0; count -= 4) {
      v128.store(to, v128.load(from))
      to += 16
      from += 16
    }
  } else {
    const step = (<usize>stride) << 2
    for (; count > 0; count--) {
      store<f32>(to, load<f32>(from))
      to += 4
      from += step
    }
  }
}
