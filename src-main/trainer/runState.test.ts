/** Arrays of a run taken out and put back: strict in what trains, by name in what only observes. */
import { expect, test } from 'vitest'
import type { SnapshotArray } from '../contract/snapshot'
import { prepareRun, type Run } from './prepareRun'
import { putState, takeMoment, takeState } from './runState'
import { experimentOf } from './testing/trainToEnd'

const observed = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 60 },
    layers: [
      { kind: 'dense', name: 'h', units: 2 },
      { kind: 'batchNorm', name: 'norm' },
      { kind: 'dense', name: 'o', units: 1 },
    ],
    batchSize: 8,
  },
  optimizer: { kind: 'sgd' },
  budget: { steps: 9 },
}
const preparedRun = (): Run => prepareRun(experimentOf(observed), 'typescript')
const ofDiagnostics = (run: Run): SnapshotArray[] => takeState(run).filter(({ kind }) => kind === 'diagnostic')

/** Another number in each element, whatever was there. */
function marked(arrays: readonly SnapshotArray[], mark: number): SnapshotArray[] {
  return arrays.map((array) => ({ ...array, values: array.values.map(() => mark) }))
}

test('a snapshot with one diagnostic more leaves it out, with one less the diagnostic starts fresh', () => {
  const fresh = ofDiagnostics(preparedRun())
  expect(fresh.length).toBeGreaterThan(0)
  const unknown: SnapshotArray = { kind: 'diagnostic', name: 'angle.last', shape: [1], values: Float64Array.of(1) }
  const one = preparedRun()
  putState(one, [...marked(takeState(one), 7), unknown])
  expect(takeState(one)).toEqual(marked(takeState(one), 7))
  const other = preparedRun()
  putState(
    other,
    marked(takeState(other), 7).filter(({ kind }) => kind !== 'diagnostic'),
  )
  expect(ofDiagnostics(other)).toEqual(fresh)
  expect(takeMoment(other)).toEqual(marked(takeMoment(other), 7))
})

test('a diagnostic whose arrays have another size starts fresh', () => {
  const run = preparedRun()
  const state = takeState(run).map((array) =>
    array.kind === 'diagnostic' ? { ...array, values: Float32Array.of(1, 2, 3) } : array,
  )
  putState(run, state)
  expect(ofDiagnostics(run)).toEqual(ofDiagnostics(preparedRun()))
})

test('what trains must be there, of its size and in its order, and is left as it was where it is not', () => {
  const run = preparedRun()
  const state = marked(takeState(run), 7)
  const before = takeState(run)
  for (const wrong of [
    state.slice(1),
    [...state, { kind: 'schedule' as const, name: 'state', shape: [1], values: Float64Array.of(1) }],
    [state[1]!, state[0]!, ...state.slice(2)],
    state.map((array, index) => (index === 0 ? { ...array, values: array.values.slice(1) } : array)),
    state.map((array, index) => (index === 0 ? { ...array, values: Float64Array.from(array.values) } : array)),
  ]) {
    expect(() => putState(run, wrong)).toThrow(/^checkpoint = .*, must be parameter h\.W /)
    expect(takeState(run)).toEqual(before)
  }
})

test('a moment is the parameters, each with its slots behind it, and the running statistics', () => {
  const run = prepareRun(experimentOf({ ...observed, optimizer: { kind: 'adam' } }), 'typescript')
  expect(takeMoment(run).map(({ kind, name, shape }) => [kind, name, shape])).toEqual([
    ...[
      ['h.W', [2, 2]],
      ['h.b', [2]],
      ['norm.W', [2]],
      ['norm.b', [2]],
      ['o.W', [2, 1]],
      ['o.b', [1]],
    ].flatMap(([name, shape]) => [
      ['parameter', name, shape],
      ['slot', `m ${name}`, shape],
      ['slot', `s ${name}`, shape],
    ]),
    ['layerTensor', 'norm.runningMean', [2]],
    ['layerTensor', 'norm.runningVariance', [2]],
  ])
})
