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
export { binaryCrossEntropy } from './binaryCrossEntropy'
export { columnSums } from './columnSums'
export { convolutionForward, convolutionInputGradients, convolutionParameterGradients } from './convolution'
export { exponentials, logarithms, logarithmsOnePlus } from './elementary'
export { productColumns, productRows } from './matrixProduct'
export { scratchBytes, useScratch } from './scratch'
export { softmaxCrossEntropy } from './softmaxCrossEntropy'
