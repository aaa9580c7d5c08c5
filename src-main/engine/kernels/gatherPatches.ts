/**
 * Every window of an image as a row of numbers (im2col), so that a convolution is a matrix product.
 *
 *   patches[(e·P + p), (c·k + i)·k + j] ← image e at channel c, line y + i, column x + j, of the window p = (y, x)
 *
 * with 0 for what lies outside of the image; P windows an image, row by row.
 */
import type { Reals } from '../precision'
import type { ImageWindows } from './imageWindows'

/** Overwrites the first count·P·channels·size² elements of patches, from the images `first`, `first + 1` … of `count`. */
export function gatherPatches(
  patches: Reals,
  images: Reals,
  first: number,
  count: number,
  windows: ImageWindows,
): void {
  const { channels, height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let to = 0
  for (let image = first; image < first + count; image++) {
    for (let row = 0; row < outputHeight; row++) {
      for (let column = 0; column < outputWidth; column++) {
        const x0 = column * stride - left
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < size; i++) {
            const y = row * stride - top + i
            const line = ((image * channels + channel) * height + y) * width
            const isInside = y >= 0 && y < height
            for (let x = x0; x < x0 + size; x++) patches[to++] = isInside && x >= 0 && x < width ? images[line + x]! : 0
          }
        }
      }
    }
  }
}
