/** Laws of the instruments, each on a small arena of its own. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames } from '../contract/series'
import { createArena } from '../engine/arena'
import { typescriptMeasures } from '../engine/measures/typescriptMeasures'
import type { Precision } from '../engine/precision'
import { rmsprop } from '../optimizers/rmsprop'
import type { DiagnosticContext, StepFacts } from './diagnostic'
import { elapsed } from './elapsed'
import { gradientNorm } from './gradientNorm'
import { diagnostics } from './index'
import { secondMoment } from './secondMoment'
import { updateNorm } from './updateNorm'
import { validation } from './validation'

function contextFor(precision: Precision, lengths: readonly number[]) {
  const arena = createArena(
    precision,
    lengths.map((length, index) => ({ name: `p${index}`, shape: [length] })),
  )
  const rows = new Map<string, [step: number, value: number][]>()
  const series: string[] = []
  const context: DiagnosticContext = {
    arena,
    measures: typescriptMeasures,
    slots: {},
    beta2: 0.9,
    evaluateValidation: () => null,
    series({ parameter = '', shape }) {
      series.push(parameter)
      const columns = columnNames(shape).map((column) => {
        const values: [number, number][] = []
        rows.set(`${column} ${parameter}`.trim(), values)
        return values
      })
      return {
        push(step, row) {
          for (const [index, values] of columns.entries()) values.push([step, row[index]!])
        },
      }
    },
  }
  return { arena, rows, series, context }
}

function facts(step: number): StepFacts {
  return { step, loss: 1, learningRate: 0.1, elapsedMs: 0 }
}

const rmspropDefaults = Object.fromEntries(
  Object.entries(rmsprop.fields).flatMap(([name, field]) =>
    field.default === undefined ? [] : [[name, field.default]],
  ),
)

test('ids and columns are the ones charts and exports know', () => {
  const columns = diagnostics.flatMap((diagnostic) => {
    const { rows, context } = contextFor('float64', [3])
    const instrument = diagnostic.create({ ...context, evaluateValidation: () => ({ loss: 1, accuracy: 0.5 }) })
    instrument.prepare?.()
    instrument.measure(facts(1))
    return [...rows.keys()].map((column) => `${diagnostic.id}.${column.replace(' p0', '')}`)
  })
  expect(columns).toEqual([
    'trainingLoss.value',
    'validation.loss',
    'validation.accuracy',
    'gradientNorm.value',
    'updateNorm.value',
    'learningRate.value',
    'secondMoment.mean',
    'secondMoment.p5',
    'secondMoment.p25',
    'secondMoment.p50',
    'secondMoment.p75',
    'secondMoment.p95',
    'secondMoment.max',
    'elapsed.seconds',
  ])
})

test.each(diagnostics)('$id has one series, or one for each parameter if it says so', (diagnostic) => {
  const { series, context } = contextFor('float64', [3, 2])
  const instrument = diagnostic.create({ ...context, evaluateValidation: () => ({ loss: 1, accuracy: null }) })
  instrument.prepare?.()
  for (const step of [1, 2]) instrument.measure(facts(step))
  expect(series).toEqual(diagnostic.perParameter ? ['p0', 'p1'] : [''])
})

test('where nothing is right or wrong, validation has no accuracy', () => {
  const { rows, context } = contextFor('float64', [1])
  const instrument = validation.create({ ...context, evaluateValidation: () => ({ loss: 2, accuracy: null }) })
  instrument.measure(facts(3))
  expect([...rows]).toEqual([['loss', [[3, 2]]]])
})

test('norms of a 3-4-5 gradient and of an update of 12 and 5', () => {
  const { arena, rows, context } = contextFor('float64', [1, 1])
  const instruments = [
    gradientNorm.create(context),
    updateNorm.create({ ...context, series: () => context.series({ shape: { columns: ['update value'] } }) }),
  ]
  arena.gradients.set([3, -4])
  for (const instrument of instruments) instrument.prepare?.()
  arena.values.set([12, -5])
  for (const instrument of instruments) instrument.measure(facts(7))
  expect(rows.get('value')).toEqual([[7, 5]])
  expect(rows.get('update value')).toEqual([[7, 13]])
})

test('elapsed time is in seconds, a point after the other', () => {
  const { rows, context } = contextFor('float64', [1])
  const instrument = elapsed.create(context)
  instrument.measure({ ...facts(1), elapsedMs: 250 })
  instrument.measure({ ...facts(2), elapsedMs: 61_500 })
  expect(rows.get('seconds')).toEqual([
    [1, 0.25],
    [2, 61.5],
  ])
})

describe('secondMoment', () => {
  test('the shadow s_dW is RMSProp’s own, bit for bit, in both precisions', () => {
    const rowsOfGradients = fc.array(
      fc.array(
        fc.integer({ min: -1e6, max: 1e6 }).map((thousandths) => thousandths / 1000),
        { minLength: 5, maxLength: 5 },
      ),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(
        rowsOfGradients,
        fc.constantFrom<Precision>('float32', 'float64'),
        fc.constantFrom(0.9, 0.99),
        (gradients, precision, beta2) => {
          const shadow = contextFor(precision, [5])
          const own = contextFor(precision, [5])
          const optimizer = rmsprop.bind({ ...rmspropDefaults, learningRate: 0.1, beta2, epsilon: 1e-8 }, own.arena)
          const watching = secondMoment.create({ ...shadow.context, beta2 })
          const reading = secondMoment.create({ ...own.context, slots: optimizer.slots, beta2 })
          gradients.forEach((gradient, index) => {
            shadow.arena.gradients.set(gradient)
            own.arena.gradients.set(gradient)
            optimizer.step(index + 1, 0.1)
            watching.observe?.()
            watching.measure(facts(index + 1))
            reading.measure(facts(index + 1))
          })
          expect(shadow.rows).toEqual(own.rows)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('the shadow only observes', () => {
    const { arena, context } = contextFor('float32', [2])
    const instrument = secondMoment.create(context)
    arena.values.set([1, 2])
    arena.gradients.set([3, 4])
    instrument.observe?.()
    expect([[...arena.values], [...arena.gradients], arena.slots.size]).toEqual([[1, 2], [3, 4], 0])
  })

  test('columns of 0.1·(0, 1, …, 100)² for g = 0, 1, …, 100', () => {
    const { arena, rows, context } = contextFor('float64', [101])
    const instrument = secondMoment.create(context)
    arena.gradients.set(Array.from({ length: 101 }, (_, index) => 100 - index))
    instrument.observe?.()
    instrument.measure(facts(1))
    const value = (column: string): number => rows.get(`${column} p0`)?.[0]?.[1] ?? Number.NaN
    // Σ k² for k to 100 is 100·101·201/6 = 338,350; percentile q of the numbers k² with 101 of them is q².
    expect(value('mean')).toBeCloseTo((0.1 * 338_350) / 101, 10)
    expect(value('p5')).toBeCloseTo(0.1 * 25, 12)
    expect(value('p25')).toBeCloseTo(0.1 * 625, 12)
    expect(value('p50')).toBeCloseTo(0.1 * 2500, 12)
    expect(value('p75')).toBeCloseTo(0.1 * 5625, 12)
    expect(value('p95')).toBeCloseTo(0.1 * 9025, 11)
    expect(value('max')).toBeCloseTo(1000, 12)
  })

  test('a NaN in s_dW makes every column of its parameter NaN, and of no other', () => {
    const { arena, rows, context } = contextFor('float64', [2, 2])
    const instrument = secondMoment.create(context)
    arena.gradients.set([1, Number.NaN, 1, 1])
    instrument.observe?.()
    instrument.measure(facts(1))
    expect(rows.size).toBe(14)
    for (const [column, values] of rows) {
      if (column.endsWith('p0')) expect(values).toEqual([[1, Number.NaN]])
      else expect(values[0]?.[1]).toBeCloseTo(0.1, 15)
    }
  })
})
