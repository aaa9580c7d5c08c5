/**
 * Adds every window's numbers to where `gatherPatches` took them from (col2im): the gradient of an image.
 *
 * Canonical order: images, windows, channels, lines and columns of the window rising, each sum rounded to the precision
 * by the store. What lies outside of the image is left out.
 */
import type { Reals } from '../precision'
import type { ImageWindows } from './imageWindows'

/** Adds to the images `first`, `first + 1` … of `count`. */
export function scatterPatches(
  images: Reals,
  patches: Reals,
  first: number,
  count: number,
  windows: ImageWindows,
): void {
  const { channels, height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  let from = 0
  for (let image = first; image < first + count; image++) {
    for (let row = 0; row < outputHeight; row++) {
      for (let column = 0; column < outputWidth; column++) {
        const x0 = column * stride - left
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < size; i++) {
            const y = row * stride - top + i
            if (y < 0 || y >= height) {
              from += size
              continue
            }
            const line = ((image * channels + channel) * height + y) * width
            for (let x = x0; x < x0 + size; x++, from++) {
              if (x >= 0 && x < width) images[line + x] = images[line + x]! + patches[from]!
            }
          }
        }
      }
    }
  }
}
