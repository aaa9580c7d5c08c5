import { expect, it } from 'vitest'
import type { Member } from '../../src-main/contract/field'
import { columnsAfter, differingColumns } from './runColumns'
import { type Changes, savedRun } from './testing/savedRun'

const optimizers: readonly Member[] = [
  { kind: 'sgd', learningRate: 0.0395 },
  { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9, epsilon: 1e-8, centered: false },
  { kind: 'adam', learningRate: 0.15, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
]
const runs = optimizers.map((optimizer, index) => savedRun(index + 1, { experiment: { optimizer } }))
const nameOf = (_optimizer: string, setting: string) => ({ title: setting })

it('settings that differ between the listed runs get a column; those that agree do not', () => {
  expect(differingColumns(optimizers, nameOf).map((column) => column.title)).toEqual(['learningRate', 'beta2'])
  expect(differingColumns(optimizers.slice(0, 1), nameOf)).toEqual([])
})

it('a cell of a run without the setting is empty and has no place in the order', () => {
  const beta2 = differingColumns(optimizers, nameOf)[1]
  expect(runs.map((run) => beta2?.text(run))).toEqual(['', '0.9', '0.999'])
  expect(runs.map((run) => beta2?.sortValue(run))).toEqual([null, 0.9, 0.999])
})

it('a value that is not there yet is an empty cell, not a zero', () => {
  const text = (id: string, changes: Changes) =>
    columnsAfter.find((column) => column.id === id)?.text(savedRun(1, changes))
  expect(text('loss', { trainingLoss: null })).toBe('')
  expect(text('loss', { trainingLoss: Number.NaN })).toBe('NaN')
  expect(text('accuracy', { testAccuracy: 0.9712 })).toBe('97.1 %')
})
