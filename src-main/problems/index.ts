/** The problems a document can name. Datasets are handed in, so that this room reads no file. */
import type { DatasetDefinition } from '../datasets/dataset'
import { beale } from './beale'
import { branin } from './branin'
import { cliff } from './cliff'
import { himmelblau } from './himmelblau'
import { logisticRegression, softmaxRegression } from './linearClassifier'
import { network } from './network'
import type { ProblemDefinition } from './problem'
import { quadratic } from './quadratic'
import { quadraticDeep } from './quadraticDeep'
import { rastrigin } from './rastrigin'
import { rosenbrock } from './rosenbrock'
import { saddle } from './saddle'

export function createProblems(datasets: readonly DatasetDefinition[]): readonly ProblemDefinition[] {
  return [
    quadratic,
    quadraticDeep,
    rosenbrock,
    beale,
    branin,
    himmelblau,
    rastrigin,
    saddle,
    cliff,
    logisticRegression(datasets),
    softmaxRegression(datasets),
    network(datasets),
  ]
}
