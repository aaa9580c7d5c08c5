/** Everything that measures arrays; compiled by `npm run kernels` to a module of its own. Twins: `engine/measures/`. */
export { areFinite } from './areFinite'
export { countCells } from './countCells'
export { observeSecondMoment } from './observeSecondMoment'
export { sumOfSquaredDifferences } from './sumOfSquaredDifferences'
export { sumOfSquares } from './sumOfSquares'
export { summarise } from './summarise'
export { takeCells } from './takeCells'
