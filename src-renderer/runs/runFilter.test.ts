import { expect, it } from 'vitest'
import { parseFilter } from './runFilter'
import { savedRun } from './testing/savedRun'

const runs = [
  savedRun(1, { name: 'bowl, RMSProp', tags: ['paper'] }),
  savedRun(2, {
    experiment: { optimizer: { kind: 'adam', learningRate: 0.1 } },
    name: 'bowl, Adam',
    status: 'diverged',
  }),
  savedRun(3, {
    experiment: { problem: { kind: 'network', dataset: { kind: 'mnist' } } },
    name: 'digits',
    status: 'running',
  }),
]
const found = (text: string): number[] => runs.filter(parseFilter(text)).map((run) => run.id)

it('nothing typed finds everything', () => {
  expect(found('')).toEqual([1, 2, 3])
  expect(found('   ')).toEqual([1, 2, 3])
})

it('words are looked for in name, problem, optimizer and tags, without case', () => {
  expect(found('BOWL')).toEqual([1, 2])
  expect(found('mnist')).toEqual([3])
  expect(found('paper')).toEqual([1])
})

it('terms ask for one column, and all of them must hold', () => {
  expect(found('problem:mnist')).toEqual([3])
  expect(found('optimizer:rmsprop status:done')).toEqual([1])
  expect(found('status:done,diverged')).toEqual([1, 2])
  expect(found('problem:quadratic status:any')).toEqual([1, 2])
  expect(found('tag:paper')).toEqual([1])
})

it('a minus turns a term round', () => {
  expect(found('-status:diverged')).toEqual([1, 3])
  expect(found('-bowl')).toEqual([3])
})

it('ids and seeds are compared whole', () => {
  expect(found('id:1')).toEqual([1])
  expect(found('seed:1')).toEqual([1, 2, 3])
  expect(found('seed:11')).toEqual([])
})

it('quotes keep words together, and an unknown term is a word', () => {
  expect(found('"bowl, adam"')).toEqual([2])
  expect(found('colour:red')).toEqual([])
})
