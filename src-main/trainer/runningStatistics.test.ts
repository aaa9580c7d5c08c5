/** What is exported of a network with batch normalisation is enough to compute its validation loss again. */
import { expect, test } from 'vitest'
import { parametersJson } from '../analysis/parametersJson'
import { exportedTensors } from '../contract/snapshot'
import { twoMoons } from '../datasets/twoMoons'
import fixture from './testdata/runningStatistics.json'
import { experimentOf, trainToEnd } from './testing/trainToEnd'

interface Tensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

function expectClose(tensors: readonly Tensor[], expected: readonly Tensor[]): void {
  expect(tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(
    expected.map(({ name, shape }) => ({ name, shape })),
  )
  for (const [index, { values }] of expected.entries()) {
    values.forEach((value, element) => {
      expect(tensors[index]?.values[element]).toBeCloseTo(value, 10)
    })
  }
}

function validationOf({ problem, seed }: ReturnType<typeof experimentOf>) {
  const { validation } = twoMoons.load(problem.dataset as never, seed).parts
  const values = new Float64Array(2 * validation.count)
  validation.readInputs(
    Uint32Array.from({ length: validation.count }, (_, index) => index),
    0,
    validation.count,
    values,
  )
  const rows = Array.from({ length: validation.count }, (_, row) => [values[2 * row]!, values[2 * row + 1]!])
  return { inputs: rows, targets: rows.map((_, row) => validation.target(row)) }
}

test('parameters and running statistics, as they are exported, give the validation loss in NumPy', async () => {
  const { outcome } = await trainToEnd(fixture.document)
  const exported = JSON.parse([...parametersJson(exportedTensors(outcome.result))].join('')) as typeof fixture.exported
  expectClose(exported.parameters, fixture.exported.parameters)
  expectClose(exported.statistics, fixture.exported.statistics)
  expect(validationOf(experimentOf(fixture.document))).toEqual({ inputs: fixture.inputs, targets: fixture.targets })
  expect(outcome.validationLoss).toBeCloseTo(fixture.validationLoss, 10)
  expect(outcome.validationLoss).not.toBeCloseTo(fixture.lossByBatchStatistics, 2)
})
