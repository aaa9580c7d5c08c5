/** What computes is a choice of speed: no bit of a run depends on it. */
import { expect, test } from 'vitest'
import { backendSchema } from '../contract/backend'
import { presets } from '../contract/presets'
import { backends } from '../engine/kernels/backend'
import { nativeAddon } from './nativeAddon'
import { trainToEnd } from './testing/trainToEnd'

const optimizer = { kind: 'rmsprop', learningRate: 0.003 }

const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 300 },
    layers: [
      { kind: 'dense', units: 16 },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 16 },
      { kind: 'activation', activation: 'sigmoid' },
      { kind: 'dense', units: 1 },
    ],
    batchSize: 32,
  },
  optimizer,
  budget: { epochs: 5 },
  seed: 5,
}

const digits = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'mnist', limit: 1000 },
    layers: [
      { kind: 'dense', units: 128 },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dense', units: 64 },
      { kind: 'activation', activation: 'leakyRelu' },
      { kind: 'dense', units: 10 },
    ],
    batchSize: 64,
  },
  optimizer,
  budget: { steps: 12 },
  seed: 7,
}

const [convolutions] = presets.find(({ id }) => id === 'mnistConvolutions')?.documents ?? []
const fewConvolutions = {
  ...convolutions,
  problem: { ...convolutions?.problem, dataset: { kind: 'mnist', limit: 200 } },
  budget: { steps: 4 },
}

/** What computes when a backend is asked for: native kernels are WebAssembly where they could not be compiled. */
const computing = backends.map((backend) => (backend === 'native' && nativeAddon().addon === null ? 'wasm' : backend))

test.each([
  { name: 'moons', document: moons },
  { name: 'digits', document: digits },
  { name: 'convolutions', document: fewConvolutions },
])('$name: every backend gives the same digest and the same rows', async ({ document }) => {
  const [reference, ...others] = await Promise.all(backends.map((backend) => trainToEnd(document, { backend })))
  expect(reference!.prepared.backend).toBe('typescript')
  others.forEach(({ prepared, outcome, rows }, index) => {
    expect(prepared.backend).toBe(computing[index + 1])
    expect(outcome.parameterDigest).toBe(reference!.outcome.parameterDigest)
    expect(outcome.testLoss).toBe(reference!.outcome.testLoss)
    for (const [key, series] of reference!.rows) if (key !== 'elapsed.seconds') expect(rows.get(key)).toEqual(series)
  })
})

test('a run says what computed it: float64 is the reference’s, whatever was asked for', async () => {
  const { prepared } = await trainToEnd({ ...moons, precision: 'float64', budget: { steps: 1 } }, { backend: 'wasm' })
  expect(prepared.backend).toBe('typescript')
})

test('a document can ask for every backend there is, and for no other', () => {
  expect([...backendSchema.options]).toEqual([...backends])
})
