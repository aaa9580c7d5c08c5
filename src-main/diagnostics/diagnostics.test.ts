/** Laws of the instruments, each on a small arena of its own; `secondMoment.test.ts` has those of s_dW. */
import { expect, test } from 'vitest'
import type { Diagnostic } from './diagnostic'
import { elapsed } from './elapsed'
import { clippedGradientNorm, gradientNorm } from './gradientNorm'
import { diagnostics } from './index'
import { secondMoment } from './secondMoment'
import { secondMomentHistogram } from './secondMomentHistogram'
import { contextFor, facts } from './testing/contextFor'
import { updateNorm } from './updateNorm'
import { validation } from './validation'

function columnsOf(diagnostic: Diagnostic, length = 9): string[] {
  const { rows, context } = contextFor('float64', [length])
  const instrument = diagnostic.create({ ...context, evaluate: () => ({ loss: 1, accuracy: 0.5 }) })
  instrument.prepare?.()
  instrument.measure({ ...facts(1), epochLoss: 1 })
  return [...rows.keys()].map((column) => `${diagnostic.kind}.${column.replace(' p0', '')}`)
}

test('kinds and columns are the ones charts and exports know', () => {
  const columns = diagnostics.filter(({ isStandard }) => isStandard).flatMap((diagnostic) => columnsOf(diagnostic))
  expect(columns).toEqual([
    'trainingLoss.value',
    'epochTrainingLoss.value',
    'validation.loss',
    'validation.accuracy',
    'gradientNorm.value',
    'clippedGradientNorm.value',
    'updateNorm.value',
    'learningRate.value',
    'secondMoment.min',
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

test('of a parameter of up to eight elements s_dW has a column for each, in place of percentiles', () => {
  const names = (length: number) => columnsOf(secondMoment, length).map((column) => column.replace('secondMoment.', ''))
  expect(names(1)).toEqual(['min', 'mean', 'max', '[0]'])
  expect(names(8)).toEqual(['min', 'mean', 'max', '[0]', '[1]', '[2]', '[3]', '[4]', '[5]', '[6]', '[7]'])
  expect(names(9)).toEqual(['min', 'mean', 'p5', 'p25', 'p50', 'p75', 'p95', 'max'])
})

test('the histogram has zeros, four bins a decade from 1e-32 to 1e16, and what has no logarithm', () => {
  const columns = columnsOf(secondMomentHistogram)
  expect(columns).toHaveLength(4 * 48 + 2)
  const named = [0, 1, 5, -2, -1].map((index) => columns.at(index))
  expect(named).toEqual(
    [
      'zeros',
      '[1e-32, 1.7782794100389227e-32)',
      '[1e-31, 1.7782794100389228e-31)',
      '[5623413251903491, 10000000000000000)',
      'notFinite',
    ].map((column) => `secondMomentHistogram.${column}`),
  )
})

test.each(diagnostics)('$kind has one series, or one for each parameter if it says so', (diagnostic) => {
  const { series, context } = contextFor('float64', [3, 2])
  const instrument = diagnostic.create({ ...context, evaluate: () => ({ loss: 1, accuracy: null }) })
  instrument.prepare?.()
  for (const step of [1, 2]) instrument.measure({ ...facts(step), epochLoss: 1 })
  expect(series).toEqual(diagnostic.perParameter ? ['p0', 'p1'] : [''])
})

test('where nothing is right or wrong, validation has no accuracy', () => {
  const { rows, context } = contextFor('float64', [1])
  const instrument = validation.create({ ...context, evaluate: () => ({ loss: 2, accuracy: null }) })
  instrument.measure(facts(3))
  expect([...rows]).toEqual([['loss', [[3, 2]]]])
})

test('norms of a 3-4-5 gradient, of what clipping left of it, and of an update of 12 and 5', () => {
  const { arena, rows, context } = contextFor('float64', [1, 1])
  const instruments = [
    gradientNorm.create(context),
    clippedGradientNorm.create({ ...context, series: () => context.series({ shape: { columns: ['clipped value'] } }) }),
    updateNorm.create({ ...context, series: () => context.series({ shape: { columns: ['update value'] } }) }),
  ]
  arena.gradients.set([3, -4])
  for (const instrument of instruments) instrument.prepare?.()
  arena.gradients.set([0.75, -1])
  arena.values.set([12, -5])
  for (const instrument of instruments) instrument.measure(facts(7))
  expect(rows.get('value')).toEqual([[7, 5]])
  expect(rows.get('clipped value')).toEqual([[7, 1.25]])
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
