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
export { binaryCrossEntropy } from './binaryCrossEntropy'
export { columnSums } from './columnSums'
export { convolutionForward, convolutionInputGradients, convolutionParameterGradients } from './convolution'
export { addElements, copyElements, multiplyElements } from './elements'
export { exponentials, logarithms, logarithmsOnePlus } from './elementary'
export { productColumns, productRows } from './matrixProduct'
export { maxPoolBackward, maxPoolForward } from './maxPool'
export { scratchBytes, useScratch } from './scratch'
export { softmaxCrossEntropy } from './softmaxCrossEntropy'
