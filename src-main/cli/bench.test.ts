/** What `lab bench` says and refuses; no test knows how fast anything is. */
import { expect, test } from 'vitest'
import { backendSchema } from '../contract/backend'
import { backendsHere } from '../trainer/workloads/backendsHere'
import { figureUnits } from '../trainer/workloads/figure'
import type { Output } from './output'
import { runCommandLine } from './runCommandLine'

const fastest = backendsHere().findLast(({ absent }) => absent === null)?.backend

async function lab(...words: string[]) {
  const results: string[] = []
  const remarks: string[] = []
  const output: Output = {
    result: (line) => results.push(line),
    piece: (text) => results.push(text),
    remark: (line) => remarks.push(line),
    isTerminal: false,
  }
  return { code: await runCommandLine(words, output), results, remarks }
}

test('bench --json says the machine and its backends first, then a line for each figure and backend that is there', async () => {
  const { code, results, remarks } = await lab('bench', '--json', '--rounds', '1')
  expect({ code, remarks }).toEqual({ code: 0, remarks: [] })
  const [machine, ...lines] = results.map((line) => JSON.parse(line))
  expect(machine).toMatchObject({ event: 'machine', node: process.version, defaultBackend: fastest })
  expect(machine.backends.map(({ backend }: { backend: string }) => backend)).toEqual(backendSchema.options)
  const there = machine.backends.filter(({ absent }: { absent: string | null }) => absent === null)
  for (const figure of ['W1', 'W2', 'W3', 'W4-1e6', 'W5', '256³']) {
    const measured = lines.filter((line) => line.figure === figure && line.threads === 1)
    expect(measured.map(({ backend }) => backend)).toEqual(there.map(({ backend }: { backend: string }) => backend))
  }
  for (const line of lines) {
    expect(line).toEqual({
      event: 'figure',
      figure: expect.any(String),
      title: expect.any(String),
      unit: expect.any(String),
      backend: expect.any(String),
      threads: expect.any(Number),
      median: expect.any(Number),
      best: expect.any(Number),
      rounds: 1,
    })
    expect(figureUnits).toContain(line.unit)
  }
})

test('for people there is one table, with a column for each backend', async () => {
  const { code, results } = await lab('bench', '--rounds', '1', '--figure', 'W5', '64³')
  expect(code).toBe(0)
  expect(results.join('\n')).toMatch(new RegExp(`^${fastest}: the default$`, 'm'))
  expect(results.at(-1)).toMatch(/^\nbest of 1 +unit +.*wasm/)
})

test.each([
  [
    ['bench', '--rounds', '0'],
    "lab: option '--rounds <n>' argument '0' is invalid. must be a whole number in [1, 1000].",
  ],
  [['bench', '--rounds', '1.5'], "argument '1.5' is invalid. must be a whole number in [1, 1000]."],
  [['bench', '--quick'], "unknown option '--quick'; options of bench are --json, --rounds, --figure"],
  [['bench', '--figure', 'W9'], "argument 'W9' is invalid. Allowed choices are W1, W2, W3"],
  [['bench', 'W2'], "too many arguments for 'bench'. Expected 0 arguments but got 1"],
])('%j is refused in one line', async (words, said) => {
  const { code, results, remarks } = await lab(...words)
  expect({ code, results, count: remarks.length }).toEqual({ code: 2, results: [], count: 1 })
  expect(remarks[0]).toContain(said)
})
