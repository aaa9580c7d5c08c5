import { expect, test } from 'vitest'
import { probedSteps } from '../contract/optimizerProbe'
import { unwrap } from '../contract/result'
import { probeOptimizer } from './probeOptimizer'
import { catalogue } from './registry'

function lengths(member: object): readonly number[] {
  return unwrap(probeOptimizer(member)).map(({ length }) => length)
}

test('gradient descent goes α·g at every step', () => {
  expect(lengths({ kind: 'sgd', learningRate: 0.5 })).toEqual([0.5, 0.5, 5e-5, 5e-5, 5e-9, 5e-9].map(closeTo))
})

test('RMSProp’s first step is α/√(1 − β₂), its last α, until ε is as large as the gradient', () => {
  const [first, last, , , tinyFirst, tinyLast] = lengths({ kind: 'rmsprop', learningRate: 0.01, beta2: 0.9 })
  expect(first! / (0.01 / Math.sqrt(0.1))).toBeCloseTo(1, 6)
  expect(last! / 0.01).toBeCloseTo(1, 6)
  expect(tinyFirst! / (0.01 / (Math.sqrt(0.1) + 1))).toBeCloseTo(1, 6)
  expect(tinyLast! / 0.005).toBeCloseTo(1, 6)
})

test('clipping and exceptions say nothing of the rule', () => {
  const exceptions = [{ parameters: '*.b', learningRate: 9 }]
  const plain = lengths({ kind: 'adam' })
  expect(lengths({ kind: 'adam', clipNorm: 1e-9, clipValue: 1e-9, exceptions })).toEqual(plain)
})

test('every optimizer can be probed', () => {
  for (const { kind } of catalogue.optimizers.filter((definition) => definition.kind !== 'rule')) {
    const probe = unwrap(probeOptimizer({ kind }))
    expect([kind, probe.length]).toEqual([kind, 3 * probedSteps.length])
    expect([kind, probe.every(({ length }) => Number.isFinite(length))]).toEqual([kind, true])
  }
})

test('settings out of bounds are refused with their path', () => {
  const answer = probeOptimizer({ kind: 'adam', beta2: 1 })
  expect(answer).toMatchObject({ ok: false, error: { kind: 'invalidInput' } })
  expect(JSON.stringify(answer)).toContain('optimizer.beta2')
})

function closeTo(value: number): number {
  return expect.closeTo(value, 15) as number
}
