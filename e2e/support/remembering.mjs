/**
 * An experiment whose run remembers all that a run can: streams, running statistics, slots, a schedule that listens. For the
 * programs and journeys that stop, kill and resume runs; they say for how long it trains.
 */
export const remembering = /** @type {const} */ ({
  schemaVersion: 1,
  name: 'remembering',
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 400 },
    layers: [
      { kind: 'dense', units: 24 },
      { kind: 'batchNorm' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'dense', units: 1 },
    ],
    batchSize: 32,
  },
  optimizer: { kind: 'adam', learningRate: 0.002 },
  schedule: { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 50, factor: 0.9 },
  seed: 11,
})
