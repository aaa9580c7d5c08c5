/** Moments that a document asks to keep: what they hold, and that nothing else notices. */
import { expect, test } from 'vitest'
import { keepProblem } from '../contract/diagnosticSettings'
import { type Finished, trainToEnd } from './testing/trainToEnd'

const moons = {
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 90 },
    layers: [
      { kind: 'dense', name: 'h', units: 5 },
      { kind: 'batchNorm', name: 'norm' },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', name: 'o', units: 1 },
    ],
    batchSize: 16,
  },
  optimizer: { kind: 'adam', learningRate: 0.01 },
  budget: { steps: 25 },
  seed: 7,
}
const kept = (every: number): unknown => ({ ...moons, diagnostics: { keep: { every } } })
const stepsOf = ({ moments }: Finished): number[] => moments.map(({ step }) => step)
const rowsOf = ({ rows }: Finished) => new Map([...rows].filter(([key]) => key !== 'elapsed.seconds'))

test('every n-th step and the last one is kept: parameters, slots and running statistics as they are after it', async () => {
  const whole = await trainToEnd(kept(10))
  expect(stepsOf(whole)).toEqual([10, 20, 25])
  for (const { step, arrays } of whole.moments) {
    expect(arrays).toEqual((await trainToEnd(moons, { stopAfter: step })).outcome.result)
  }
  expect(stepsOf(await trainToEnd(kept(5)))).toEqual([5, 10, 15, 20, 25])
  expect(stepsOf(await trainToEnd(kept(100)))).toEqual([25])
  expect(stepsOf(await trainToEnd(moons))).toEqual([])
})

test('keeping changes no row and no bit of what is trained', async () => {
  const plain = await trainToEnd(moons)
  for (const every of [1, 7]) {
    const watched = await trainToEnd(kept(every))
    expect(watched.outcome).toEqual({ ...plain.outcome, elapsedMs: watched.outcome.elapsedMs })
    expect(rowsOf(watched)).toEqual(rowsOf(plain))
  }
})

test('a run that goes on keeps what the uninterrupted one keeps, wherever frames end', async () => {
  const whole = await trainToEnd(kept(3), { tickMs: 40 })
  for (const stopAfter of [2, 3, 14, 24]) {
    const stopped = await trainToEnd(kept(3), { stopAfter })
    const resumed = await trainToEnd(kept(3), { checkpoint: stopped.outcome.checkpoint })
    expect([...stopped.moments, ...resumed.moments]).toEqual(whole.moments)
  }
})

test('a step that diverges is no moment', async () => {
  const problem = { kind: 'quadratic', eigenvalues: [1], start: [1] }
  const document = { schemaVersion: 1, problem, optimizer: { kind: 'sgd', learningRate: 1e6 }, budget: { steps: 9 } }
  const run = await trainToEnd({ ...document, diagnostics: { keep: { every: 1 } } })
  expect([run.outcome.status, run.outcome.step, stepsOf(run)]).toEqual(['diverged', 1, [1]])
})

test('what would be absurd is refused before the first step, by the limit it passes', async () => {
  const problem = (budget: unknown, every: number) =>
    trainToEnd({ ...moons, budget, diagnostics: { keep: { every } } }).then(
      () => '',
      (thrown: Error) => thrown.message,
    )
  expect(await problem({ epochs: 1000 }, 1)).toBe(
    'experiment: diagnostics.keep.every = 1, must be at least 4, or 0: it asks for 4000 moments, and at most 1000 are kept',
  )
})

test('a run keeps at most 1,000 moments and 1 GiB, and is told how often it may keep', () => {
  expect([keepProblem(0, 1e9), keepProblem(1, 1000), keepProblem(3, 2999), keepProblem(5, 100, 2 ** 24)]).toEqual(
    Array.from({ length: 4 }, () => null),
  )
  expect(keepProblem(3, 3001)?.message).toContain('must be at least 4, or 0: it asks for 1001 moments')
  expect(keepProblem(1, 100, 2 ** 24)?.message).toBe(
    '= 1, must be at least 2, or 0: it asks for 100 moments, and with 16777216 bytes each, at most 1 GiB is kept',
  )
  expect(keepProblem(1, 1, 2 ** 31)?.message).toBe(
    '= 1, must be 0: one moment has 2147483648 bytes, and at most 1 GiB is kept',
  )
})
