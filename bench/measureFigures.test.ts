import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { figures } from '../src-main/trainer/workloads'
import { measureFigure } from './measureFigures'
import { Program } from './program'

const peer = join(import.meta.dirname, 'testdata/countingPeer.mjs')
const [figure] = figures
const brief = { rounds: 4, sliceMs: 1 }
const started: Program[] = []

async function start(...words: string[]): Promise<Program> {
  const program = await Program.start({ words: [process.execPath, ...words] })
  started.push(program)
  return program
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.end()))
})

test('a contender greets with what it is, and is asked no more than once a round', async () => {
  const program = await start(peer)
  expect(program.greeting).toEqual({ facts: { version: '1' }, variants: ['plain', 'broken', 'gone'] })
  const { results, absent } = await measureFigure(figure!, [{ id: 'peer', program, variants: ['plain'] }], brief)
  expect(absent).toEqual([])
  expect(results).toHaveLength(1)
  expect(results[0]).toMatchObject({ contender: 'peer', variant: 'plain' })
  expect(results[0]!.rounds).toBeGreaterThan(0)
  expect(results[0]!.rounds).toBeLessThanOrEqual(brief.rounds)
  expect(results[0]!.best).toBeGreaterThanOrEqual(results[0]!.median)
})

test('what a contender cannot do stands beside the figures of the others, with its reason', async () => {
  const program = await start(peer)
  const running = [{ id: 'peer', program, variants: ['broken', 'plain'] }]
  const { results, absent } = await measureFigure(figure!, running, brief)
  expect(results.map(({ variant }) => variant)).toEqual(['plain'])
  expect(absent).toEqual([{ contender: 'peer', variant: 'broken', reason: 'this library cannot' }])
})

test('a contender that ends takes nobody else along', async () => {
  const running = [
    { id: 'leaves', program: await start(peer), variants: ['gone', 'plain'] },
    { id: 'stays', program: await start(peer), variants: ['plain'] },
  ]
  const { results, absent } = await measureFigure(figure!, running, brief)
  expect(results.map(({ contender }) => contender)).toEqual(['stays'])
  expect(absent.map(({ contender }) => contender)).toEqual(['leaves', 'leaves'])
})

test('a program that cannot start says why', async () => {
  await expect(start('-e', 'throw new Error("no such library")')).rejects.toThrow()
  await expect(Program.start({ words: ['/no/such/program'] })).rejects.toThrow('ENOENT')
})
