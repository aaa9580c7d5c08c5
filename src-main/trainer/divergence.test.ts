import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import { typescriptMeasures } from '../engine/measures/typescriptMeasures'
import { optimizers } from '../optimizers'
import { createKeptDivergence, lossDivergence } from './divergence'
import { trainToEnd } from './testing/trainToEnd'

test('a loss may reach 1e8 times the first, or 1e8 when the first is below 1, and no more', () => {
  expect(lossDivergence(2, 1e8, 0.5)).toBeNull()
  expect(lossDivergence(2, 1.0001e8, 0.5)).toMatchObject({ step: 2, series: 'trainingLoss.value' })
  expect(lossDivergence(2, 3e8, 3)).toBeNull()
  expect(lossDivergence(2, 3.1e8, 3)).not.toBeNull()
})

test('a loss that is not finite has diverged, at step 1 too', () => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    expect(lossDivergence(1, value, value)).toEqual({
      kind: 'diverged',
      step: 1,
      series: 'trainingLoss.value',
      value: String(value),
    })
  }
})

describe.each([Number.NaN, Infinity, -Infinity])('%s', (value) => {
  const names = ['parameter b', 'slot s of a', 'scalar d', 'matrix.left', 'norm.runningVariance']

  /** Everything a run keeps, finite, and where each of the names can be made not so. */
  function keeping() {
    const arena = createArena('float32', [
      { name: 'a', shape: [3] },
      { name: 'b', shape: [2] },
    ])
    arena.values.set([1, -2, 3e38, 0, -0])
    const s = arena.addSlot('s', 3e38)
    const left = { name: 'matrix.left', shape: [2], values: Float64Array.of(1e308, 0) }
    const statistic = { name: 'norm.runningVariance', shape: [2], values: new Float32Array(2) }
    const scalars = { r: 1e308, d: 1e-6 }
    const optimizer = { kept: { values: () => scalars, restore: () => undefined }, tensors: [left] }
    const look = createKeptDivergence({ arena, measures: typescriptMeasures, optimizer, layerTensors: [statistic] })
    const spoil = (name: string): void => {
      if (name === 'parameter b') arena.values[4] = value
      if (name === 'slot s of a') s[1] = value
      if (name === 'scalar d') scalars.d = value
      if (name === left.name) left.values[1] = value
      if (name === statistic.name) statistic.values[0] = value
    }
    return { look, spoil }
  }

  test.each(names)('in %s is named', (name) => {
    const { look, spoil } = keeping()
    expect(look(7)).toBeNull()
    spoil(name)
    expect(look(7)).toEqual({ kind: 'diverged', step: 7, series: name, value: String(value) })
  })
})

/** ½·10¹²·x² from 10¹²: in float32 the gradient, 10²⁴, is finite and its square is not. */
const steep = {
  schemaVersion: 1,
  precision: 'float32',
  problem: { kind: 'quadratic', eigenvalues: [1e12], start: [1e12] },
  budget: { steps: 5 },
} as const

test('a run whose s_dW overflows, and which then stands still, has diverged, at the step where that is seen', async () => {
  const { outcome } = await trainToEnd({ ...steep, optimizer: { kind: 'rmsprop', learningRate: 1 } })
  const { status, divergence, step } = outcome
  expect({ status, divergence, step }).toEqual({
    status: 'diverged',
    step: 1,
    divergence: { kind: 'diverged', step: 1, series: 'slot s of x', value: 'Infinity' },
  })
})

test.each(optimizers)('$kind does not complete a run in which it stands still', async ({ kind }) => {
  // at 10¹² float32 has one number in 65,536: a smaller step is none
  const sizes: Readonly<Record<string, object>> = { prodigy: { initialEstimate: 1e6 }, rprop: { stepMax: 1e6 } }
  const size = { learningRate: kind === 'prodigy' ? 1 : 1e6, ...sizes[kind] }
  const { outcome, rows } = await trainToEnd({ ...steep, optimizer: { kind, ...size } })
  if (outcome.status === 'completed') expect(rows.get('updateNorm.value')?.values.at(-1)).toBeGreaterThan(0)
  else expect(outcome.divergence).toMatchObject({ kind: 'diverged', step: expect.any(Number) })
})

test('where it is looked does not depend on what is measured: a run that diverges ends on the same parameters', async () => {
  // s_dW of the shallow direction stays finite, so that W moves on while the steep one stands still
  const problem = { kind: 'quadratic', eigenvalues: [1, 1e12], start: [1, 1e12] }
  const digests = []
  for (const diagnostics of [{}, { every: 1 }, { every: 17 }, { measure: [{ kind: 'gradientNorm', every: 3 }] }]) {
    const document = { ...steep, problem, optimizer: { kind: 'adam' }, budget: { steps: 500_000 }, diagnostics }
    const { outcome } = await trainToEnd(document)
    digests.push([outcome.status, outcome.step, outcome.parameterDigest])
  }
  expect(new Set(digests.map(String)).size).toBe(1)
  expect(digests[0]?.slice(0, 2)).toEqual(['diverged', 1])
})
