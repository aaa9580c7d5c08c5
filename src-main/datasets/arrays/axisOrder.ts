/**
 * In which order the axes of images stand in a file, and an array of either order as the network sees it.
 *
 *   channelsFirst   examples × channels × height × width      as PyTorch has it; read as it stands
 *   channelsLast    examples × height × width × channels      as NumPy, TensorFlow and image files have it
 *
 * Nothing is moved here: the channels come before height and width in the shape and in the strides, and whoever reads
 * row by row then finds every number in its new place.
 */
import { refuse } from '../refuse'
import type { ArrayHeader } from './arrayHeader'

export type AxisOrder = 'channelsFirst' | 'channelsLast'

/** As many as images have that are grey, coloured, or coloured and transparent. */
const usualChannels = [1, 3, 4]

/**
 * @param order - `channelsFirst` when left out, as in documents that were stored before there was the setting
 * @throws LabFailure `datasetUnreadable` unless an array of `channelsLast` has four axes; names the byte of the shape
 */
export function withChannelsFirst(file: string, header: ArrayHeader, order?: AxisOrder): ArrayHeader {
  if (order !== 'channelsLast') return header
  const { shape, strides, shapeByte } = header
  if (shape.length !== 4) {
    const needed = 'axes = channelsLast needs 4: examples × height × width × channels'
    refuse(file, `has ${shape.length === 1 ? '1 axis' : `${shape.length} axes`} (byte ${shapeByte}); ${needed}`)
  }
  const turned = ([examples, height, width, channels]: readonly number[]): readonly number[] =>
    [examples, channels, height, width].map((entry) => entry!)
  return { ...header, shape: turned(shape), strides: turned(strides) }
}

/**
 * How the inputs will be read, for a preview; null where they are no images.
 *
 * @param shape - in the order that they are read in
 */
export function readingOf(shape: readonly number[], order: AxisOrder): string | null {
  const [, ...image] = shape
  if (image.length === 2) return `read as examples × height × width: images of 1 channel, ${image.join(' × ')}`
  if (image.length !== 3) return null
  const [channels, height, width] = image as [number, number, number]
  const plain = `read as examples × channels × height × width: images of ${channelText(channels)}, ${height} × ${width}`
  // What the other setting would make the number of channels.
  const [other, advice] =
    order === 'channelsFirst'
      ? [width, 'for examples × height × width × channels set axes = channelsLast']
      : [height, 'for examples × channels × height × width set axes = channelsFirst']
  const looksOtherwise = usualChannels.includes(other) && !usualChannels.includes(channels)
  return looksOtherwise ? `${plain}; ${advice}` : plain
}

function channelText(count: number): string {
  return count === 1 ? '1 channel' : `${count} channels`
}
