/**
 * Trajectories and vectors computed apart from this program: of PyTorch 1.13.1, and worked out from the papers with 50
 * digits by `testdata/reference.py`. What runs is what the definitions claim, and what is there must be claimed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { optimizers } from './index'
import type { OptimizerDefinition } from './optimizer'
import { followTrajectory, type Trajectory } from './testing/followTrajectory'
import { settingsOf, train } from './testing/trainOptimizer'

const folder = new URL('./testdata/', import.meta.url)

function readFixture(name: string): Trajectory {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
}

interface Vectors extends Pick<Trajectory, 'initial' | 'gradients'> {
  readonly vectors: readonly {
    readonly name: string
    readonly optimizer: Trajectory['optimizer']
    readonly weights: number[]
  }[]
}

function readVectors(): Vectors {
  return JSON.parse(readFileSync(new URL('vectors/rmsprop.json', folder), 'utf8'))
}

function claimed(kind: 'trajectory' | 'vector', { checkedAgainst = [] }: OptimizerDefinition): readonly string[] {
  return checkedAgainst.filter((checked) => checked.kind === kind).map(({ name }) => name)
}

const trajectories = optimizers.flatMap((definition) =>
  claimed('trajectory', definition).flatMap((name) =>
    (['typescript', 'wasm'] as const).map((backend) => ({ definition, kind: definition.kind, name, backend })),
  ),
)

describe('golden trajectories', () => {
  test('every optimizer of the list claims one', () => {
    const without = optimizers.filter((definition) => claimed('trajectory', definition).length === 0)
    expect(without.map(({ kind }) => kind)).toEqual([])
  })

  test('every one there is claimed, by the optimizer it is of and with its source', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
    const there = files.map((file) => file.replace(/\.json$/, '')).map((name) => ({ name, ...readFixture(name) }))
    for (const { name, source, optimizer, tolerance = 1e-12, because = '' } of there) {
      expect(tolerance === 1e-12 || (tolerance <= 1e-9 && because.length > 20), name).toBe(true)
      const claims = optimizers.flatMap(({ kind, checkedAgainst = [] }) =>
        checkedAgainst.filter((checked) => checked.kind === 'trajectory' && checked.name === name).map(() => kind),
      )
      expect(claims, name).toEqual([optimizer.kind])
      const definition = optimizers.find(({ kind }) => kind === optimizer.kind)
      const claim = definition?.checkedAgainst?.find((checked) => checked.name === name)
      expect(claim?.source.startsWith('PyTorch'), name).toBe(source.startsWith('PyTorch'))
    }
  })

  test.each(trajectories)('$name is followed by $kind in $backend, weights and slots', (trajectory) => {
    followTrajectory(trajectory.definition, readFixture(trajectory.name), optimizers, trajectory.backend)
  })
})

describe('conformance vectors', () => {
  const { initial, gradients, vectors } = readVectors()

  test('every one there is claimed, and every one claimed is there', () => {
    const names = optimizers.flatMap((definition) => claimed('vector', definition))
    expect([...names].sort()).toEqual(vectors.map(({ name }) => name).sort())
  })

  test.each(vectors)('$name', ({ optimizer, weights: expected }) => {
    const { weights } = train(settingsOf(optimizer), initial, gradients)
    // The digits there are ten; the smallest value among them, 9.999999029e-8, is a difference of two numbers near 1.
    expected.forEach((value, step) => {
      expect(Math.abs(weights[step]![0]! - value)).toBeLessThanOrEqual(Math.max(6e-10 * Math.abs(value), 1e-15))
    })
  })
})
