/** Runs for tests of charts: of a problem without noise, the first of its colours, with no loss told yet. */
import type { Experiment } from '../../../src-main/contract/experiment'
import type { RunSummary } from '../../../src-main/contract/run'
import { savedRun } from '../../runs/testing/savedRun'

type Changes = Partial<Omit<RunSummary, 'id' | 'experiment'>> & { readonly experiment?: Partial<Experiment> }

export function exampleRun(id: number, { experiment = {}, ...changes }: Changes = {}): RunSummary {
  return savedRun(id, {
    colour: 0,
    createdAtMs: 0,
    trainingLoss: null,
    bestTrainingLoss: null,
    ...changes,
    experiment: {
      problem: { kind: 'quadratic', eigenvalues: [1, 50], gradientNoise: 0 },
      optimizer: { kind: 'rmsprop', learningRate: 0.1 },
      ...experiment,
    },
  })
}
