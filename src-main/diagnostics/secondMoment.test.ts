/** s_dW as it is observed, summarised and counted. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SlotDeclaration } from '../contract/definition'
import type { Arena } from '../engine/arena'
import type { Precision } from '../engine/precision'
import type { Optimizer } from '../optimizers/optimizer'
import { rmsprop } from '../optimizers/rmsprop'
import { secondMoment } from './secondMoment'
import { secondMomentHistogram } from './secondMomentHistogram'
import { contextFor, facts } from './testing/contextFor'

const rmspropDefaults = Object.fromEntries(
  Object.entries(rmsprop.fields).flatMap(([name, field]) =>
    field.default === undefined ? [] : [[name, field.default]],
  ),
)

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
          let optimizer: Optimizer | undefined
          const bind = (arena: Arena) => {
            optimizer = rmsprop.bind({ ...rmspropDefaults, learningRate: 0.1, beta2, epsilon: 1e-8 }, arena)
            return optimizer.slots
          }
          const shadow = contextFor(precision, [5], { settingsOf: () => ({ beta2 }) })
          const own = contextFor(precision, [5], { slots: bind })
          const watching = secondMoment.create(shadow.context)
          const reading = secondMoment.create(own.context)
          gradients.forEach((gradient, index) => {
            shadow.arena.gradients.set(gradient)
            own.arena.gradients.set(gradient)
            optimizer?.step(index + 1, 0.1)
            shadow.moment.observe?.()
            watching.measure(facts(index + 1))
            reading.measure(facts(index + 1))
          })
          expect(own.moment.observe).toBeUndefined()
          expect(shadow.rows).toEqual(own.rows)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('the shadow only observes', () => {
    const { arena, moment } = contextFor('float32', [2])
    arena.values.set([1, 2])
    arena.gradients.set([3, 4])
    moment.observe?.()
    expect([[...arena.values], [...arena.gradients], arena.slots.size]).toEqual([[1, 2], [3, 4], 0])
  })

  test('columns of 0.1·(0, 1, …, 100)² for g = 0, 1, …, 100', () => {
    const { arena, rows, context, moment } = contextFor('float64', [101])
    const instrument = secondMoment.create(context)
    arena.gradients.set(Array.from({ length: 101 }, (_, index) => 100 - index))
    moment.observe?.()
    instrument.measure(facts(1))
    const value = (column: string): number => rows.get(`${column} p0`)?.[0]?.[1] ?? Number.NaN
    // Σ k² for k to 100 is 100·101·201/6 = 338,350; percentile q of the numbers k² with 101 of them is q².
    expect(value('min')).toBe(0)
    expect(value('mean')).toBeCloseTo((0.1 * 338_350) / 101, 10)
    expect(value('p5')).toBeCloseTo(0.1 * 25, 12)
    expect(value('p25')).toBeCloseTo(0.1 * 625, 12)
    expect(value('p50')).toBeCloseTo(0.1 * 2500, 12)
    expect(value('p75')).toBeCloseTo(0.1 * 5625, 12)
    expect(value('p95')).toBeCloseTo(0.1 * 9025, 11)
    expect(value('max')).toBeCloseTo(1000, 12)
  })

  test('a NaN in s_dW makes every column of its parameter NaN but those of other elements, and of no other', () => {
    const { arena, rows, context, moment } = contextFor('float64', [10, 2, 2])
    const instrument = secondMoment.create(context)
    arena.gradients.fill(1)
    arena.gradients[0] = Number.NaN
    arena.gradients[11] = Number.NaN
    moment.observe?.()
    instrument.measure(facts(1))
    const spoilt = [...rows].filter(([, values]) => Number.isNaN(values[0]?.[1])).map(([column]) => column)
    const ofMany = ['min', 'mean', 'p5', 'p25', 'p50', 'p75', 'p95', 'max'].map((column) => `${column} p0`)
    expect(spoilt).toEqual([...ofMany, 'min p1', 'mean p1', 'max p1', '[1] p1'])
    for (const column of ['[0] p1', 'min p2', 'mean p2', 'max p2', '[0] p2', '[1] p2']) {
      expect(rows.get(column)?.[0]?.[1]).toBeCloseTo(0.1, 15)
    }
  })

  test('the shadow has the β₂ of each parameter, and 0.9 where there is none', () => {
    const beta2 = { p0: 0.5, p1: 0.5, p2: 0.75 } as Readonly<Record<string, number>>
    const settingsOf = (name: string) => (beta2[name] === undefined ? {} : { beta2: beta2[name] })
    const { arena, moment } = contextFor('float64', [1, 2, 1, 1], { settingsOf })
    arena.gradients.fill(2)
    moment.observe?.()
    moment.observe?.()
    // s(2) = (1 − β₂²)·4
    expect([...moment.kept]).toEqual([3, 3, 3, 1.75, expect.closeTo(0.76, 14)])
  })

  test('a second moment that is kept times d² is shown in (loss/[W])², whatever d is', () => {
    const slots = (arena: Arena): Record<string, SlotDeclaration> => {
      arena.addSlot('s', 0).set([4, 8, 12])
      return { s: { label: 'd²·s', meaning: '', initial: 0, role: 'secondMoment', timesSquareOf: 'd' } }
    }
    const { rows, context } = contextFor('float64', [3], { slots, scalar: (name) => (name === 'd' ? 0.5 : Number.NaN) })
    secondMoment.create(context).measure(facts(1))
    expect(rows.get('mean p0')).toEqual([[1, 32]])
    expect(rows.get('[1] p0')).toEqual([[1, 32]])
    expect(rows.get('min p0')).toEqual([[1, 16]])
    expect(rows.get('max p0')).toEqual([[1, 48]])
  })
})

describe('secondMomentHistogram', () => {
  test('every element of every parameter is counted once, with the s_dW that it has', () => {
    const { arena, rows, context, moment } = contextFor('float64', [4, 2])
    const instrument = secondMomentHistogram.create(context)
    // 0.1·g²: 0.121, 0.4, 0, ∞ and just below 10, 1e-33
    arena.gradients.set([1.1, 2, 0, Infinity, 10, 1e-16])
    moment.observe?.()
    instrument.measure(facts(9))
    const counted = [...rows].flatMap(([column, [row]]) => (row?.[1] === 0 ? [] : [[column, ...(row ?? [])]]))
    expect(counted).toEqual([
      ['zeros p0', 9, 1],
      ['[0.1, 0.1778279410038923) p0', 9, 1],
      ['[0.31622776601683794, 0.5623413251903491) p0', 9, 1],
      ['notFinite p0', 9, 1],
      ['[1e-32, 1.7782794100389227e-32) p1', 9, 1],
      ['[5.623413251903491, 10) p1', 9, 1],
    ])
  })

  test('of a second moment that is kept times d², s_dW is counted', () => {
    const slots = (arena: Arena): Record<string, SlotDeclaration> => {
      arena.addSlot('s', 0).set([1e-6, 2e-6])
      return { s: { label: 'd²·s', meaning: '', initial: 0, role: 'secondMoment', timesSquareOf: 'd' } }
    }
    const { rows, context } = contextFor('float64', [2], { slots, scalar: () => 2 ** -10 })
    secondMomentHistogram.create(context).measure(facts(1))
    // 1.048576 and 2.097152
    const counted = [...rows].filter(([, [row]]) => row?.[1] === 1).map(([column]) => column)
    expect(counted).toEqual(['[1, 1.7782794100389228) p0', '[1.7782794100389228, 3.1622776601683795) p0'])
  })
})
