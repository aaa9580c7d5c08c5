import { expect, it } from 'vitest'
import { parseExperiment } from '../contract/experiment'
import { unwrap } from '../contract/result'
import { checkFit } from './checkFit'
import { problems, registry } from './registry'

function problemsOf(problem: object, ...patterns: string[]) {
  const exceptions = patterns.map((parameters) => ({ parameters, learningRateFactor: 2 }))
  const document = { schemaVersion: 1, problem, optimizer: { kind: 'sgd', exceptions } }
  return checkFit(unwrap(parseExperiment(document, registry, 'document')))
}
const dense = { kind: 'dense', name: 'output', units: 3 }

it('an exception whose pattern fits no parameter is named by its path, with the names there are', () => {
  const network = { kind: 'network', dataset: { kind: 'iris' }, layers: [dense] }
  expect(problemsOf(network, '*.b', '*.c')).toEqual([
    {
      path: 'optimizer.exceptions[1].parameters',
      message: '= "*.c", must fit a parameter; there are output.W, output.b',
    },
  ])
  expect(problemsOf({ kind: 'quadratic' }, 'y')).toEqual([
    { path: 'optimizer.exceptions[0].parameters', message: '= "y", must fit a parameter; there are x' },
  ])
  expect(problemsOf({ kind: 'quadratic' }, 'x')).toEqual([])
})

it('what only a file can tell is left to the run', () => {
  const dataset = { kind: 'csv', file: '/nowhere/x.csv', target: 'y' }
  expect(problemsOf({ kind: 'network', dataset, layers: [dense] }, '*.c')).toEqual([])
})

it('names told without building are those of the problem that is built', () => {
  for (const definition of problems.filter(({ parameterNames }) => parameterNames !== undefined)) {
    const { problem } = unwrap(
      parseExperiment({ schemaVersion: 1, problem: { kind: definition.kind }, optimizer: { kind: 'sgd' } }, registry),
    )
    const { declarations } = definition.build(problem, { seed: 1, precision: 'float32' })
    expect(definition.parameterNames?.(problem)).toEqual(declarations.map(({ name }) => name))
  }
})
