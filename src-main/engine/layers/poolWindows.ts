/** The windows of a pooling layer: stride = size and no padding unless asked for, as in PyTorch and Keras. */
import { type ImageWindows, imageWindows } from '../kernels/imageWindows'
import type { LayerMeasure } from './layer'
import type { AveragePool2dSpecification, MaxPool2dSpecification } from './specification'

type PoolSpecification = AveragePool2dSpecification | MaxPool2dSpecification

/** @throws RangeError if the input is no image or the window does not fit */
export function poolWindows(specification: PoolSpecification, inputShape: readonly number[]): ImageWindows {
  const { size, stride = size, padding = 'valid' } = specification
  return imageWindows(inputShape, { size, stride, padding }, 'window')
}

/** @throws RangeError as `poolWindows` */
export function measurePool(specification: PoolSpecification, inputShape: readonly number[]): LayerMeasure {
  const { channels, outputHeight, outputWidth } = poolWindows(specification, inputShape)
  const outputShape = [channels, outputHeight, outputWidth]
  const isKept = specification.kind === 'maxPool2d'
  return { outputShape, parameters: [], innerNumbers: isKept ? channels * outputHeight * outputWidth : 0 }
}
