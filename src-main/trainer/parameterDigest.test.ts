import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createArena } from '../engine/arena'
import type { Precision } from '../engine/precision'
import { parameterDigest } from './parameterDigest'

const expected: Record<Precision, string> = JSON.parse(
  readFileSync(new URL('./testdata/parameterDigest.json', import.meta.url), 'utf8'),
)

function arenaOf(precision: Precision) {
  const arena = createArena(precision, [
    { name: 'hidden1.W', shape: [2, 3] },
    { name: 'größe.b', shape: [2] },
  ])
  arena.values.set([0.5, -1.25, 3, 1e-8, -0, 7, Infinity, -2])
  return arena
}

describe('parameterDigest', () => {
  test.each<Precision>(['float32', 'float64'])(
    '%s: is the one Python computes from the documented layout',
    (precision) => {
      expect(parameterDigest(arenaOf(precision))).toBe(expected[precision])
    },
  )

  test('one bit of one value, a name or a shape changes it', () => {
    const digest = parameterDigest(arenaOf('float64'))
    const flipped = arenaOf('float64')
    flipped.values[4] = 0
    expect(parameterDigest(flipped)).not.toBe(digest)
    const [W, b] = [
      { name: 'hidden1.W', shape: [3, 2] },
      { name: 'größe.b', shape: [2] },
    ]
    const turned = createArena('float64', [W, b])
    turned.values.set(arenaOf('float64').values)
    expect(parameterDigest(turned)).not.toBe(digest)
  })
})
