/** What is shown as s_dW is in (loss/[W])², whatever the optimizer keeps. */
import { describe, expect, test } from 'vitest'
import { slotName } from '../contract/snapshot'
import { optimizers } from '../optimizers'
import { trainToEnd } from './testing/trainToEnd'

const keeping = optimizers
  .filter(({ slots }) => Object.values(slots).some(({ role }) => role === 'secondMoment'))
  .map(({ kind }) => kind)

/** A number of the unit of W, or of its square, follows the unit; what is added to s without one is left out. */
function optimizerIn(kind: string, unit: number): object {
  if (kind === 'prodigy') return { kind, initialEstimate: 1e-6 * unit }
  if (kind === 'yogi') return { kind, initialAccumulator: 0 }
  return kind === 'adabelief' ? { kind, epsilon: 1e-300 } : { kind }
}

/** One step from (3, −2) on ½·(x² + 5y²), W measured in another unit: start·u, gradient/u, the loss the same. */
async function meanAfterOneStep(kind: string, unit: number): Promise<number> {
  const problem = { kind: 'quadratic', eigenvalues: [1 / unit ** 2, 5 / unit ** 2], start: [3 * unit, -2 * unit] }
  const document = { schemaVersion: 1, problem, optimizer: optimizerIn(kind, unit), budget: { steps: 1 } }
  return (await trainToEnd(document)).rows.get('secondMoment.mean x')?.values[0] ?? Number.NaN
}

describe.each(keeping)('%s', (kind) => {
  test('in a unit of W that is a quarter as large, s_dW is a sixteenth', async () => {
    const [usual, quarter] = [await meanAfterOneStep(kind, 1), await meanAfterOneStep(kind, 4)]
    expect(usual).toBeGreaterThan(0)
    expect((16 * quarter) / usual).toBeCloseTo(1, 12)
  })
})

const regression = {
  schemaVersion: 1,
  precision: 'float64',
  seed: 3,
  problem: { kind: 'softmaxRegression', batchSize: 90 },
  budget: { steps: 1 },
}

test('Prodigy and Adam see the same gradient in their first step, and are shown with the same s_dW', async () => {
  const rows = (kind: string) => trainToEnd({ ...regression, optimizer: { kind } })
  const [adam, prodigy] = [(await rows('adam')).rows, (await rows('prodigy')).rows]
  const keys = [...adam.keys()].filter((key) => key.startsWith('secondMoment'))
  expect(keys.length).toBeGreaterThan(7)
  for (const key of keys) {
    const [expected, shown] = [adam.get(key)?.values[0] ?? Number.NaN, prodigy.get(key)?.values[0] ?? Number.NaN]
    expect(Math.abs(shown - expected)).toBeLessThanOrEqual(1e-14 * expected)
  }
})

test('while Prodigy raises d, s_dW is s over the square of the d that it has', async () => {
  const optimizer = { kind: 'prodigy', initialEstimate: 1e-3 }
  const document = { ...regression, optimizer, budget: { steps: 40 } }
  const { rows, prepared, outcome } = await trainToEnd(document, { stopAfter: 39 })
  const kept = (wanted: string, of: string) =>
    outcome.checkpoint?.arrays.find(({ kind, name }) => kind === wanted && name === of)?.values ?? []
  const d = kept('scalar', 'd')[0] ?? 0
  expect(d).toBeGreaterThan(1e-3)
  for (const { name } of prepared.parameters) {
    const largest = Math.max(...kept('slot', slotName('s', name)))
    expect(rows.get(`secondMoment.max ${name}`)?.values.at(-1)).toBeCloseTo(largest / d ** 2, 12)
  }
})

test('Muon, which keeps s of vectors alone, is observed in every parameter, with its β₂', async () => {
  const problem = { kind: 'softmaxRegression', batchSize: 90 }
  const document = { ...regression, problem, budget: { steps: 3 } }
  const muon = await trainToEnd({ ...document, optimizer: { kind: 'muon', learningRate: 1e-300, beta2: 0.75 } })
  const adam = await trainToEnd({ ...document, optimizer: { kind: 'adam', learningRate: 1e-300, beta2: 0.75 } })
  const means = [...adam.rows.keys()].filter((key) => key.startsWith('secondMoment.mean'))
  expect(means.length).toBeGreaterThan(1)
  for (const key of means) {
    expect(adam.rows.get(key)?.values.every((value) => value > 0)).toBe(true)
    expect(muon.rows.get(key)).toEqual(adam.rows.get(key))
  }
})
