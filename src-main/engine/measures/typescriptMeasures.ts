/** The reference: loops to be read, in both precisions. */
import { allocateReals } from '../precision'
import { areFinite } from './areFinite'
import { countCells } from './countCells'
import type { Measures } from './measures'
import { rootOfSquares } from './norms'
import { observeSecondMoment } from './observeSecondMoment'
import { summarise } from './summarise'
import { sumOfSquaredDifferences } from './sumOfSquaredDifferences'
import { sumOfSquares } from './sumOfSquares'
import { takeCells } from './takeCells'

export const typescriptMeasures: Measures = {
  reals: allocateReals,
  words: (length) => new Int32Array(length),
  bytes: (length) => new Uint8Array(length),
  norm: (a) => rootOfSquares(sumOfSquares(a), a.length, (index) => a[index]!),
  distance: (a, b) => rootOfSquares(sumOfSquaredDifferences(a, b), a.length, (index) => a[index]! - b[index]!),
  sumOfSquares,
  sumOfSquaredDifferences,
  summarise,
  areFinite,
  observeSecondMoment,
  countCells,
  takeCells,
}
