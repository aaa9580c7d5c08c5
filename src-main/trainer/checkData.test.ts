import { expect, it } from 'vitest'
import { parseExperiment } from '../contract/experiment'
import { unwrap } from '../contract/result'
import { checkData } from './checkData'
import { registry } from './registry'

const experiment = (problem: object) =>
  unwrap(parseExperiment({ schemaVersion: 1, problem, optimizer: { kind: 'sgd' } }, registry, 'document'))

it('a dataset file that is not there is refused by its name, bundled data and problems without data pass', () => {
  const network = { kind: 'network', layers: [{ kind: 'dense', name: 'output', units: 10 }] }
  const missing = experiment({ ...network, dataset: { kind: 'mnist', folder: '/nowhere' } })
  expect(() => checkData(missing)).toThrow('the dataset file /nowhere/train-images-idx3-ubyte cannot be read')
  expect(() => checkData(experiment({ ...network, dataset: { kind: 'mnist', limit: 10 } }))).not.toThrow()
  expect(() => checkData(experiment({ kind: 'quadratic' }))).not.toThrow()
})

it('an exception whose pattern fits no parameter is refused by its path, with data and without', () => {
  const withPattern = (problem: object, parameters: string) => ({
    ...experiment(problem),
    optimizer: { kind: 'sgd', exceptions: [{ parameters, learningRateFactor: 2 }] },
  })
  const network = { kind: 'network', dataset: { kind: 'iris' }, layers: [{ kind: 'dense', name: 'output', units: 3 }] }
  expect(() => checkData(withPattern(network, '*.b'))).not.toThrow()
  expect(() => checkData(withPattern(network, '*.c'))).toThrow(
    'optimizer.exceptions[0].parameters = "*.c", must fit a parameter; there are output.W, output.b',
  )
  expect(() => checkData(withPattern({ kind: 'quadratic' }, 'y'))).toThrow('must fit a parameter; there are x')
})
