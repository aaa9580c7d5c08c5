/** Windows on small images: every padding, strides up to 3, windows larger than the image where padding allows them. */
import fc from 'fast-check'
import { type ImageWindows, imageWindows } from '../kernels/imageWindows'

const count = (max: number) => fc.integer({ min: 1, max })

export const arbitraryWindows: fc.Arbitrary<ImageWindows> = fc
  .tuple(count(4), count(13), count(13), count(5), count(3), fc.constantFrom('same', 'valid'))
  .map(([channels, height, width, size, stride, padding]) => {
    const fits = padding === 'same' ? size : Math.min(size, height, width)
    return imageWindows([channels, height, width], { size: fits, stride, padding }, 'window')
  })
