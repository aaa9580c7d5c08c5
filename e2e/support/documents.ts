/** Experiments of the journeys, as a user would write them. */
import type { Experiment } from '../../src-main/contract/experiment'

export type Document = Partial<Experiment>

/** Ends within a blink: the lecture's bowl. */
export function bowl(name: string, change: Document = {}): Document {
  return {
    schemaVersion: 1,
    name,
    problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5] },
    optimizer: { kind: 'rmsprop', learningRate: 0.1 },
    budget: { steps: 400 },
    seed: 1,
    ...change,
  }
}

/** Never ends by itself within a journey: it is there to be paused, stopped, killed and waited behind. */
export function endless(name: string): Document {
  return {
    schemaVersion: 1,
    name,
    problem: {
      kind: 'network',
      dataset: { kind: 'twoMoons' },
      layers: [
        { kind: 'dense', name: 'hidden', units: 16 },
        { kind: 'activation', activation: 'tanh' },
        { kind: 'dense', name: 'output', units: 1 },
      ],
      loss: 'binaryCrossEntropy',
    },
    optimizer: { kind: 'rmsprop', learningRate: 0.001 },
    budget: { steps: 1_000_000_000 },
    seed: 1,
  }
}

/** The design's MNIST network on a seeded subset, one epoch. */
export function someMnist(name: string, optimizer: Document['optimizer'] = { kind: 'rmsprop' }): Document {
  return {
    schemaVersion: 1,
    name,
    problem: {
      kind: 'network',
      dataset: { kind: 'mnist', limit: 2000 },
      layers: [
        { kind: 'dense', name: 'hidden1', units: 128 },
        { kind: 'activation', activation: 'relu' },
        { kind: 'dense', name: 'hidden2', units: 64 },
        { kind: 'activation', activation: 'relu' },
        { kind: 'dense', name: 'output', units: 10 },
      ],
      loss: 'softmaxCrossEntropy',
      batchSize: 64,
    },
    optimizer,
    budget: { epochs: 1 },
    precision: 'float32',
    seed: 7,
  }
}
