/** Documents for tests, every default filled in. */
import type { Experiment } from '../../contract/experiment'

export function sampleExperiment(changes: Partial<Experiment> = {}): Experiment {
  return {
    schemaVersion: 1,
    name: 'bowl, RMSProp',
    problem: { kind: 'quadratic', eigenvalues: [1, 50], rotationDegrees: 0, start: [-8, 1.5], gradientNoise: 0 },
    optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9, epsilon: 1e-8 },
    schedule: { kind: 'constant' },
    budget: { steps: 400 },
    precision: 'float64',
    seed: 1,
    diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
    ...changes,
  }
}
