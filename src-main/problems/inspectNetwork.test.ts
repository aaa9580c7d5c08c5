/** A check of a request reads as little of the data as it can: a dataset that tells its shape is not loaded for it. */
import { describe, expect, test } from 'vitest'
import type { Definition } from '../contract/definition'
import { memberSchema } from '../contract/fieldSchema'
import { defineDataset } from '../datasets/dataset'
import { iris } from '../datasets/iris'
import { createProblems } from '.'
import { layers } from './layers'

/** Twenty examples of two numbers and three classes, none of which can be had. */
const told = defineDataset({
  kind: 'told',
  title: 'Told',
  summary: 'A dataset that is never there.',
  fields: {},
  describe: () => null,
  inspect: () => ({
    kind: 'classification',
    inputShape: [2],
    outputs: 3,
    trainingCount: 20,
    remarks: ['one row left out'],
  }),
  load() {
    throw new Error('load was asked for')
  },
})
const empty = defineDataset({ ...told, kind: 'empty', inspect: () => ({ ...told.inspect!({}, 1), trainingCount: 0 }) })

const datasets = [told, empty, iris]
const problems = createProblems(datasets)
const definitions: readonly Definition[] = problems
const schema = memberSchema('problems', {
  problems: definitions,
  datasets,
  layers,
  optimizers: [],
  schedules: [],
  diagnostics: [],
})

function inspected(document: { readonly kind: string }) {
  return problems.find(({ kind }) => kind === document.kind)!.inspect!(schema.parse(document), 1)
}
const network = (units: number, kind = 'told') => ({
  kind: 'network',
  dataset: { kind },
  layers: [{ kind: 'dense', name: 'output', units }],
})

describe('without loading its data', () => {
  test('a problem knows its parameters and what is to be said of them', () => {
    const known = { parameterNames: ['output.W', 'output.b'], remarks: ['one row left out'] }
    expect(inspected(network(3))).toEqual(known)
    expect(inspected({ kind: 'softmaxRegression', dataset: { kind: 'told' } } as { kind: string })).toEqual(known)
  })

  test('what does not fit is refused', () => {
    expect(() => inspected(network(2))).toThrow('problem.layers[0].units = 2 in the last layer, must be 3')
    expect(() => inspected(network(3, 'empty'))).toThrow('problem.dataset leaves no example to train on')
    expect(() => inspected({ kind: 'logisticRegression', dataset: { kind: 'told' } } as { kind: string })).toThrow(
      'has 3 classes, must have 2',
    )
  })

  test('nothing is known of data that do not tell', () => {
    expect(inspected(network(3, 'iris'))).toBeNull()
  })
})
