/** The problems a document can name. Datasets are handed in, so that this room reads no file. */
import type { DatasetDefinition } from '../datasets/dataset'
import { network } from './network'
import type { ProblemDefinition } from './problem'
import { quadratic } from './quadratic'
import { rosenbrock } from './rosenbrock'

export function createProblems(datasets: readonly DatasetDefinition[]): readonly ProblemDefinition[] {
  return [quadratic, rosenbrock, network(datasets)]
}
