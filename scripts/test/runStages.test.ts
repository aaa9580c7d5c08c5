import { expect, test } from 'vitest'
import { runStages } from './runStages.mjs'

const suite = (name: string, passed: number, failed: number, output = '') => ({
  name,
  run: async () => ({ passed, failed, output }),
})

async function linesOf(...stages: Parameters<typeof runStages>[0]): Promise<{ lines: string[]; isGood: boolean }> {
  const lines: string[] = []
  const isGood = await runStages(stages, (line) => lines.push(line))
  return { lines, isGood }
}

test('the last line is the sum over all suites', async () => {
  const { lines, isGood } = await linesOf([suite('a', 3, 0), suite('b', 1, 0)], [suite('c', 40, 0)])
  expect(lines.at(-1)).toBe('44 passed, 0 failed')
  expect(isGood).toBe(true)
})

test('later suites run after a failure, whose output is shown', async () => {
  const { lines, isGood } = await linesOf([suite('a', 2, 1, 'what went wrong')], [suite('b', 5, 0)])
  expect(lines.join('\n')).toContain('what went wrong')
  expect(lines.at(-1)).toBe('7 passed, 1 failed')
  expect(isGood).toBe(false)
})

test('the output of a suite that passed is not shown', async () => {
  const { lines } = await linesOf([suite('a', 1, 0, 'chatter')])
  expect(lines.join('\n')).not.toContain('chatter')
})

test('a suite that throws counts as failed', async () => {
  const { lines, isGood } = await linesOf([
    { name: 'a', run: () => Promise.reject(new Error('no display')) },
    suite('b', 1, 0),
  ])
  expect(lines.join('\n')).toContain('no display')
  expect(lines.at(-1)).toBe('1 passed, 1 failed')
  expect(isGood).toBe(false)
})

test('nothing run is not good', async () => {
  expect((await linesOf([])).isGood).toBe(false)
})
