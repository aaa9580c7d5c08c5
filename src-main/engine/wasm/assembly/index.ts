/** Everything the kernels export; compiled by `npm run kernels`. */
export {
  leakyReluBackward,
  leakyReluForward,
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  tanhBackward,
  tanhForward,
} from './activations'
export { averagePoolBackward, averagePoolForward } from './averagePool'
export { batchNormBackward, batchNormForward, batchNormMeasure } from './batchNorm'
export { binaryCrossEntropy } from './binaryCrossEntropy'
export { columnSums } from './columnSums'
export { convolutionForward, convolutionInputGradients, convolutionParameterGradients } from './convolution'
export { addElements, copyElements, multiplyElements } from './elements'
export { exponentials, logarithms, logarithmsOnePlus } from './elementary'
export { layerNormBackward, layerNormForward } from './layerNorm'
export { productColumns, productRows } from './matrixProduct'
export { maxPoolBackward, maxPoolForward } from './maxPool'
export { huber, meanAbsoluteError, meanSquaredError } from './realLosses'
export { scaleRows, scaleRowsLinearly } from './scaleRows'
export { scratchBytes, useScratch } from './scratch'
export { smoothedCrossEntropy } from './smoothedCrossEntropy'
export {
  eluBackward,
  eluForward,
  geluBackward,
  geluForward,
  siluBackward,
  siluForward,
  softplusBackward,
  softplusForward,
} from './smoothActivations'
export { softmaxCrossEntropy } from './softmaxCrossEntropy'
