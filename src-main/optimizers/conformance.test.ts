/** Laws that every optimizer of the list keeps, over every combination of its flags and choices. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../contract/field'
import { isWithin } from '../contract/fieldText'
import { ruleText } from '../contract/ruleLines'
import { createArena } from '../engine/arena'
import { parseRule } from '../rules/parseRule'
import { optimizers } from './index'
import type { ConformanceExceptions, OptimizerDefinition } from './optimizer'
import { gradientRows } from './testing/gradientRows'
import { type Settings, settingsOf, train } from './testing/trainOptimizer'

/** Every combination of flags, choices, and numbers at or off their zero. */
function everyVariant(definition: OptimizerDefinition): Settings[] {
  let variants: Record<string, FieldValue>[] = [{ kind: definition.kind }]
  for (const [name, field] of Object.entries(definition.fields)) {
    const values: readonly FieldValue[] =
      field.type === 'boolean'
        ? [false, true]
        : field.type === 'choice'
          ? field.options.map((option) => option.value)
          : field.type === 'real' && field.default === 0
            ? [0, 0.01]
            : field.default !== undefined
              ? [field.default]
              : []
    variants = variants.flatMap((variant) => values.map((value) => ({ ...variant, [name]: value })))
  }
  return variants
}

describe.each(optimizers)('$kind', (definition) => {
  test('every combination of flags and choices gives a rule that parses, is checked and runs', () => {
    for (const settings of everyVariant(definition)) {
      const { weights, optimizer, arena } = train(
        settings,
        [1, -2],
        [
          [0.5, 0.25],
          [1, -1],
        ],
      )
      expect(weights.flat().every(Number.isFinite), JSON.stringify(settings)).toBe(true)
      expect([...arena.slots.keys()].sort()).toEqual(Object.keys(optimizer.slots).sort())
      for (const name of Object.keys(optimizer.slots)) expect(definition.slots).toHaveProperty(name)
    }
  })

  test('the displayed rule is the rule of the defaults', () => {
    const settings = settingsOf({ kind: definition.kind })
    expect(definition.rule).toBe(ruleText(definition.ruleLines ?? [], settings))
    expect(parseRule(definition.rule ?? '').ok).toBe(true)
  })

  test('every bound rejects just outside and accepts just inside', () => {
    for (const [name, field] of Object.entries(definition.fields)) {
      if (field.type !== 'real') continue
      const step = 1e-9
      const inside = [field.min, field.max, (field.above ?? Number.NaN) + step, (field.below ?? Number.NaN) - step]
      const outside = [(field.min ?? Number.NaN) - step, (field.max ?? Number.NaN) + 1, field.above, field.below]
      for (const value of inside.filter((bound) => bound !== undefined && !Number.isNaN(bound))) {
        expect(isWithin(Number(value), field), `${name} = ${value}`).toBe(true)
        expect(() => settingsOf({ kind: definition.kind, [name]: Number(value) })).not.toThrow()
      }
      for (const value of outside.filter((bound) => bound !== undefined && !Number.isNaN(bound))) {
        expect(() => settingsOf({ kind: definition.kind, [name]: Number(value) }), `${name} = ${value}`).toThrow(
          /must be a number in/,
        )
      }
    }
  })

  test.each(definition.presets ?? [])('preset $title is accepted', (preset) => {
    expect(() => settingsOf({ kind: definition.kind, ...preset.values })).not.toThrow()
  })

  test('gradients are left as they were', () => {
    for (const settings of everyVariant(definition)) {
      const { arena } = train(settings, [1, -2], [[0.5, 0.25]])
      expect([...arena.gradients]).toEqual([0.5, 0.25])
    }
  })

  test('the same gradients give the same bits, in both precisions', () => {
    fc.assert(
      fc.property(gradientRows, fc.constantFrom('float32', 'float64'), (gradients, precision) => {
        for (const settings of everyVariant(definition)) {
          const initial = [1, -2, 3, 0, 5, -6]
          const first = train(settings, initial, gradients, precision)
          const second = train(settings, initial, gradients, precision)
          expect(first.weights).toEqual(second.weights)
          expect(first.slots).toEqual(second.slots)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('compiled and in TypeScript it gives the same bits, in both precisions', () => {
    fc.assert(
      fc.property(gradientRows, fc.constantFrom('float32', 'float64'), (gradients, precision) => {
        for (const settings of everyVariant(definition)) {
          const initial = [1, -2, 3, 0, 5, -6]
          const reference = train(settings, initial, gradients, precision, 'typescript')
          const compiled = train(settings, initial, gradients, precision, 'wasm')
          expect(compiled.weights).toEqual(reference.weights)
          expect(compiled.slots).toEqual(reference.slots)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('a zero gradient without decay leaves W unchanged', () => {
    for (const settings of everyVariant(definition)) {
      if (settings.weightDecay !== 0) continue
      expect(
        train(
          settings,
          [1, -2, 0],
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
        ).weights,
      ).toEqual([
        [1, -2, 0],
        [1, -2, 0],
      ])
    }
  })
})

describe.each(without('independentElements'))('$kind, element by element', (definition) => {
  test('slicing a parameter changes nothing', () => {
    fc.assert(
      fc.property(gradientRows, fc.integer({ min: 1, max: 5 }), (gradients, cut) => {
        const initial = [1, -2, 3, 0, 5, -6]
        for (const settings of everyVariant(definition)) {
          const whole = train(settings, initial, gradients)
          const first = train(
            settings,
            initial.slice(0, cut),
            gradients.map((row) => row.slice(0, cut)),
          )
          const rest = train(
            settings,
            initial.slice(cut),
            gradients.map((row) => row.slice(cut)),
          )
          expect(whole.weights).toEqual(first.weights.map((row, step) => [...row, ...rest.weights[step]!]))
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe.each(without('convergesOnQuadratic'))('$kind, on a bowl', (definition) => {
  test('comes down the bowl ½(x² + 5y²)', () => {
    const settings = { ...settingsOf({ kind: definition.kind }), learningRate: 0.01 }
    const arena = createArena('float64', [{ name: 'x', shape: [2] }])
    arena.values.set([1, -1])
    const optimizer = definition.bind(settings, arena)
    for (let t = 1; t <= 2000; t++) {
      arena.gradients[0] = arena.values[0]!
      arena.gradients[1] = 5 * arena.values[1]!
      optimizer.step(t, 0.01)
    }
    expect(Math.hypot(arena.values[0]!, arena.values[1]!)).toBeLessThan(0.02)
  })
})

function without(law: keyof ConformanceExceptions): readonly OptimizerDefinition[] {
  return optimizers.filter((definition) => definition.exceptions?.[law] === undefined)
}
