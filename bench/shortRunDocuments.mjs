/** Short runs that are counted by the second: the lecture’s bowl, and a small network. */
export const bowl = {
  schemaVersion: 1,
  name: 'elongated bowl, RMSProp',
  problem: { kind: 'quadratic', eigenvalues: [1, 50], rotationDegrees: 0, start: [-8, 1.5], gradientNoise: 0 },
  optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9, epsilon: 1e-8 },
  schedule: { kind: 'constant' },
  budget: { steps: 400 },
  precision: 'float64',
  seed: 1,
}

export const moons = {
  schemaVersion: 1,
  name: 'two moons 2-16-1',
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons' },
    layers: [
      { kind: 'dense', units: 16 },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 1 },
    ],
    loss: 'binaryCrossEntropy',
    batchSize: 32,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.01 },
  budget: { steps: 285 },
  seed: 1,
}
