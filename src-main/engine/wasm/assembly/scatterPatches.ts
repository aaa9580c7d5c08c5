/**
 * Adds transposed patches (see `gatherPatches`) to the image they were taken of: the twin of the one in
 * `kernels/convolutionKernels.ts`.
 *
 * Its order is windows rising. Seen from one number of the image, later windows hold it at earlier lines and columns of
 * their own: so lines of patches are added from the last of a channel to the first.
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

/** Overwrites the image. */
export function scatterPatches(image: usize, patches: usize, windows: usize): void {
  const height = heightOf(windows)
  const width = widthOf(windows)
  const size = sizeOf(windows)
  const stride = strideOf(windows)
  const rows = outputHeightOf(windows)
  const columns = outputWidthOf(windows)
  const top = topOf(windows)
  const left = leftOf(windows)
  const plane = (<usize>(height * width)) << 2
  const line = (<usize>(rows * columns)) << 2
  const channels = channelsOf(windows)
  memory.fill(image, 0, (<usize>channels) * plane)
  for (let c: i32 = 0; c < channels; c++) {
    let p = patches + (<usize>((c + 1) * size * size)) * line
    for (let i: i32 = size - 1 - top; i >= -top; i--) {
      for (let j: i32 = size - 1 - left; j >= -left; j--) {
        p -= line
        const first = min(columns, firstAtLeast(-j, stride))
        const end = max(first, min(columns, firstAtLeast(width - j, stride)))
        const firstRow = min(rows, firstAtLeast(-i, stride))
        const endRow = min(rows, firstAtLeast(height - i, stride))
        for (let row = firstRow; row < endRow; row++) {
          const to = image + ((<usize>((row * stride + i) * width + first * stride + j)) << 2)
          addEvery(to, p + ((<usize>(row * columns + first)) << 2), end - first, stride)
        }
      }
    }
    image += plane
  }
}

// @ts-ignore: decorator
@inline
function addEvery(to: usize, from: usize, count: i32, stride: i32): void {
  if (stride == 1) {
    for (; count >= 4; count -= 4) {
      v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
      to += 16
      from += 16
    }
  }
  const step = (<usize>stride) << 2
  for (; count > 0; count--) {
    store<f32>(to, load<f32>(to) + load<f32>(from))
    to += step
    from += 4
  }
}
