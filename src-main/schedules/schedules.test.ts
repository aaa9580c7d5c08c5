/** Laws of every schedule, and rates of PyTorch 1.13.1 (named in each file). */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../contract/field'
import { memberSchema } from '../contract/fieldSchema'
import { integerPower } from '../engine/mathematics/integerPower'
import { schedules } from './index'
import type { ScheduleDefinition } from './schedule'

const registry = { problems: [], optimizers: [], schedules, datasets: [], layers: [] }
const mathematics = { integerPower }

function definitionOf(kind: string): ScheduleDefinition {
  const found = schedules.find((definition) => definition.kind === kind)
  if (found === undefined) throw new RangeError(`kind = ${kind}, must be in the list`)
  return found
}

interface Fixture {
  readonly schedule: { readonly kind: string; readonly [name: string]: FieldValue }
  readonly learningRate: number
  readonly rates: readonly number[]
}

const folder = new URL('./testdata/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

test.each(files)('%s is followed to 1e-12', (file) => {
  const fixture: Fixture = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  const settings = memberSchema('schedules', registry).parse(fixture.schedule)
  const definition = definitionOf(fixture.schedule.kind)
  fixture.rates.forEach((rate, step) => {
    const actual = definition.rateAt(settings, fixture.learningRate, step, mathematics)
    expect(Math.abs(actual / rate - 1), `step ${step}`).toBeLessThanOrEqual(1e-12)
  })
})

test('the inverse-time rate has fallen to a third after two periods of n steps', () => {
  expect(definitionOf('inverseTime').rateAt({ decayRate: 1, every: 250 }, 0.3, 500, mathematics)).toBeCloseTo(0.1, 15)
})

describe.each(schedules)('$kind', (definition) => {
  const settings = memberSchema('schedules', registry).parse({ kind: definition.kind })
  const steps = fc.integer({ min: 0, max: 100_000 })

  test('starts at the rate of the optimizer', () => {
    expect(definition.rateAt(settings, 0.1, 0, mathematics)).toBe(0.1)
  })

  test('the rate is positive, finite and proportional to the rate of the optimizer', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -6, max: 6 }), (step, power) => {
        const rate = definition.rateAt(settings, 0.1, step, mathematics)
        expect(rate > 0 && Number.isFinite(rate)).toBe(true)
        expect(definition.rateAt(settings, 0.1 * 2 ** power, step, mathematics)).toBe(rate * 2 ** power)
      }),
    )
  })

  test('never rises', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const rate = definition.rateAt(settings, 0.1, step, mathematics)
        expect(definition.rateAt(settings, 0.1, step + 1, mathematics)).toBeLessThanOrEqual(rate)
      }),
    )
  })
})
