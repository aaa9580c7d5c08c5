/** W1 and W2 as experiments, and what each of them may record. */
const layer = (units) => ({ kind: 'dense', units })
const activation = (name) => ({ kind: 'activation', activation: name })

/** Of these steps W1 takes a tenth of a second or so, W2 a few seconds. */
export const documents = {
  W1: {
    schemaVersion: 1,
    name: 'W1',
    problem: {
      kind: 'network',
      dataset: { kind: 'twoMoons', samples: 1000 },
      layers: [layer(16), activation('tanh'), layer(16), activation('tanh'), layer(1)],
      loss: 'binaryCrossEntropy',
      batchSize: 32,
    },
    optimizer: { kind: 'rmsprop', learningRate: 0.001 },
    budget: { steps: 100_000 },
    precision: 'float32',
    seed: 7,
  },
  W2: {
    schemaVersion: 1,
    name: 'W2',
    problem: {
      kind: 'network',
      dataset: { kind: 'mnist' },
      layers: [layer(128), activation('relu'), layer(64), activation('relu'), layer(10)],
      loss: 'softmaxCrossEntropy',
      batchSize: 64,
    },
    optimizer: { kind: 'rmsprop', learningRate: 0.001 },
    budget: { steps: 2673 },
    precision: 'float32',
    seed: 7,
  },
}

const never = 1_000_000

export const recordings = {
  off: { every: never, evaluateEvery: never },
  default: {},
  everything: { every: 1 },
}
