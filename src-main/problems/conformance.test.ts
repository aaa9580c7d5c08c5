/**
 * Laws of every problem of the list that is a formula: its gradient is that of its loss, its known optimum is one, and
 * what it offers a form and a picture fits.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../contract/field'
import { memberSchema } from '../contract/fieldSchema'
import { sketchSchema } from '../contract/sketch'
import { createArena } from '../engine/arena'
import { createProblems } from './index'
import type { ProblemDefinition } from './problem'

type Changes = Readonly<Record<string, FieldValue>>

const problems = createProblems([])
const registry = { problems, optimizers: [], schedules: [], datasets: [], layers: [], diagnostics: [] }
const surfaces = problems.filter(({ hasEpochs }) => !hasEpochs)

/** Settings off the defaults that take other ways through the code. */
const variants: Readonly<Record<string, readonly Changes[]>> = {
  quadratic: [{ rotationDegrees: 37 }, { eigenvalues: [1, 2, 3, 40, 500], start: [1, 1, 1, 1, 1] }],
  quadraticDeep: [
    { dimensions: 7, hasMixedAxes: true },
    { dimensions: 1 },
    { dimensions: 12, spectrum: 'linear', conditionNumber: 5, largestEigenvalue: 30 },
    { dimensions: 12, spectrum: 'twoClusters', startDistance: -2 },
  ],
  rosenbrock: [{ start: [1, 2, 3, 4, 5] }, { a: 2, b: 7 }],
  rastrigin: [{ start: [0.1, 0.2, 0.3] }, { depth: 0 }, { depth: 2.5 }],
  saddle: [{ a: 50, b: 0.5, d: 1.25 }],
  cliff: [{ sharpness: 1 }, { sharpness: 1000, height: 2, edge: 0.5 }, { slope: 3, height: 0 }],
}
const named: readonly (readonly [string, ProblemDefinition, Changes])[] = surfaces.flatMap((definition) =>
  [{}, ...(variants[definition.kind] ?? [])].map(
    (changes) => [`${definition.kind} ${JSON.stringify(changes)}`, definition, changes] as const,
  ),
)

function settingsOf(kind: string, changes: Changes): Changes {
  return memberSchema('problems', registry).parse({ kind, ...changes })
}

function prepared(definition: ProblemDefinition, changes: Changes) {
  const problem = definition.build(settingsOf(definition.kind, changes), { seed: 1, precision: 'float64' })
  const arena = createArena('float64', problem.declarations)
  problem.bind(arena)
  problem.initialise()
  const start = [...arena.values]
  const at = (x: readonly number[]): number => {
    arena.values.set(x)
    return problem.lossAndGradient(1)
  }
  return { problem, arena, at, start }
}

test('every surface with choices of its own has variants here that take them', () => {
  for (const { kind, fields } of surfaces) {
    for (const [name, field] of Object.entries(fields)) {
      if (field.type !== 'choice') continue
      const taken = new Set([field.default, ...(variants[kind] ?? []).map((changes) => changes[name])])
      for (const { value } of field.options) expect(taken).toContain(value)
    }
  }
})

describe.each(named)('%s', (_, definition, changes) => {
  const { problem, arena, at, start } = prepared(definition, changes)
  const size = start.length
  const [low, high] = definition.window?.x ?? [-3, 3]
  const points = fc.array(fc.double({ min: low, max: high, noNaN: true }), { minLength: size, maxLength: size })
  const { optimum } = problem

  test('its gradient is that of central differences', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: size - 1 }), (x, i) => {
        at(x)
        const gradient = [...arena.gradients]
        const scale = 1 + Math.max(...gradient.map(Math.abs))
        const h = 1e-5
        const moved = (by: number): number => at(x.map((value, index) => (index === i ? value + by : value)))
        // 4th order: a cliff bends within a few h.
        const slope = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h)
        expect(Math.abs(slope - gradient[i]!) / scale).toBeLessThan(1e-6)
      }),
    )
  })

  test('the loss is lowest at its optimum, wherever that is, and the gradient zero', () => {
    expect(optimum).not.toBeNull()
    const { values = [], loss = 0, alsoAt = [] } = optimum ?? {}
    for (const place of [values, ...alsoAt]) {
      expect(at(place)).toBeCloseTo(loss, 13)
      for (const slope of arena.gradients) expect(slope).toBeCloseTo(0, 12)
    }
    fc.assert(
      fc.property(points, (x) => {
        expect(at(x)).toBeGreaterThanOrEqual(loss * (1 - 1e-15))
      }),
    )
  })

  test('the start is no optimum, has a finite loss, and lies in one parameter x', () => {
    expect(arena.parameters.map(({ name, shape }) => [name, shape])).toEqual([['x', [size]]])
    expect(Number.isFinite(at(start))).toBe(true)
    expect(at(start)).toBeGreaterThan(optimum?.loss ?? 0)
    expect(arena.gradients.some((slope) => slope !== 0)).toBe(true)
  })

  test('far out the loss is a number', () => {
    expect(Number.isNaN(at(start.map(() => 1e6)))).toBe(false)
    expect([...arena.gradients].some(Number.isNaN)).toBe(false)
  })

  test('noise moves the gradient and leaves the loss', () => {
    const noisy = prepared(definition, { ...changes, gradientNoise: 0.5 })
    expect(noisy.at(start)).toBe(at(start))
    expect([...noisy.arena.gradients]).not.toEqual([...arena.gradients])
  })
})

describe.each(surfaces)('$kind', (definition) => {
  const { problem, start } = prepared(definition, {})

  test('in two dimensions its window holds the start and every optimum', () => {
    expect(definition.window !== undefined).toBe(start.length === 2)
    if (definition.window === undefined) return
    const { x, y } = definition.window
    const { values = [], alsoAt = [] } = problem.optimum ?? {}
    for (const [px = Number.NaN, py = Number.NaN] of [start, values, ...alsoAt]) {
      expect(px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1], `${px}, ${py}`).toBe(true)
    }
  })

  test('settings outside of their bounds are refused by name', () => {
    for (const [name, field] of Object.entries(definition.fields)) {
      if (field.type !== 'real' && field.type !== 'integer') continue
      const outside = [field.above, field.below, (field.min ?? Number.NaN) - 1, (field.max ?? Number.NaN) * 2]
      for (const value of [...outside, Number.NaN, Number.POSITIVE_INFINITY].filter((each) => each !== undefined)) {
        if (value !== Number.POSITIVE_INFINITY && Number.isNaN(value)) continue
        expect(() => settingsOf(definition.kind, { [name]: value }), `${name} = ${value}`).toThrow(/must be a/)
      }
    }
  })

  test('a start of no dimension, or of a text, is refused', () => {
    if (!('start' in definition.fields)) return
    expect(() => settingsOf(definition.kind, { start: [] })).toThrow(/must be a list/)
    expect(() => settingsOf(definition.kind, { start: 'here' })).toThrow(/must be a list/)
  })

  test('its picture, if it has one, has columns of one length and values', () => {
    const sketch = definition.sketch?.(settingsOf(definition.kind, {}))
    if (sketch === undefined) return
    expect(sketchSchema.parse(sketch)).toEqual(sketch)
    expect(sketch.x.length).toBeGreaterThan(1)
    expect([sketch.low.length, sketch.high.length]).toEqual([sketch.x.length, sketch.x.length])
  })
})
