import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runOrder } from './runOrder'
import { savedRun } from './testing/savedRun'

const losses = (direction: 'ascending' | 'descending', values: (number | null)[]) =>
  values
    .map((trainingLoss, index) => savedRun(index + 1, { trainingLoss }))
    .sort(runOrder((run) => run.trainingLoss, direction))
    .map((run) => run.trainingLoss)

it('what has no value stands last either way, NaN too', () => {
  expect(losses('ascending', [null, 2, Number.NaN, 1]).slice(0, 2)).toEqual([1, 2])
  expect(losses('descending', [null, 1, Number.NaN, 2]).slice(0, 2)).toEqual([2, 1])
})

it('equal values stand newest first', () => {
  const runs = [1, 2, 3].map((id) => savedRun(id))
  expect(runs.sort(runOrder(() => 0, 'descending')).map((run) => run.id)).toEqual([3, 2, 1])
})

it('numbers in names count as numbers', () => {
  const runs = ['run 10', 'run 9', 'Run 1'].map((name, index) => savedRun(index + 1, { name }))
  expect(runs.sort(runOrder((run) => run.name, 'ascending')).map((run) => run.name)).toEqual([
    'Run 1',
    'run 9',
    'run 10',
  ])
})

it('ordering loses and adds nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double())), (values) => {
      expect(losses('ascending', values).toSorted()).toEqual(values.toSorted())
    }),
  )
})
