/** What `lab check` prints and how it ends, of gradients that agree, cannot be told, and are not finite. */
import { expect, test } from 'vitest'
import { temporaryFolder } from '../datasets/testing/temporaryFolder'
import type { Output } from './output'
import { runCommandLine } from './runCommandLine'

const folder = temporaryFolder()

/** Houses of three measures, whose prices are of this size. */
function prices(size: number) {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const [area, rooms, age] = [(i * 37) % 100, (i * 5) % 7, (i * 11) % 50]
    return [area, rooms, age, size * (0.5 + area / 100 + rooms / 20 - age / 200)].join(',')
  })
  return { kind: 'csv', file: folder.write(`prices${size}.csv`, ['area,rooms,age,price', ...rows].join('\n')) }
}

async function check(dataset: { readonly kind: string }, hidden: object, activation: string, ...options: string[]) {
  const outputs = dataset.kind === 'iris' ? 3 : 1
  const layers = [
    { kind: 'dense', units: 8, name: 'hidden', ...hidden },
    { kind: 'activation', activation },
    { kind: 'dense', units: outputs, name: 'output' },
  ]
  const problem = { kind: 'network', dataset, layers }
  const document = { schemaVersion: 1, problem, optimizer: { kind: 'rmsprop' }, budget: { steps: 1 }, seed: 1 }
  const file = folder.write('experiment.json', JSON.stringify(document))
  const results: string[] = []
  const output: Output = {
    result: (line) => results.push(line),
    piece: (text) => results.push(text),
    remark: () => {},
    isTerminal: false,
  }
  const code = await runCommandLine(['check', file, ...options], output)
  return { code, lines: results, text: results.join('\n') }
}

test('prices of 2e5 have right gradients, and are told so: a row a parameter, the loss and the bounds', async () => {
  const { code, lines, text } = await check(prices(2e5), {}, 'tanh')
  expect(code).toBe(0)
  expect(lines[0]).toMatch(/^parameter +shape +checked +of one side +at a kink +relative difference +verdict$/)
  expect(lines.slice(1, 5).map((line) => line.split(/ +/))).toEqual(
    [
      ['hidden.W', '3×8', '24'],
      ['hidden.b', '8', '8'],
      ['output.W', '8×1', '8'],
      ['output.b', '1', '1'],
    ].map((row) => [...row, '0', '0', expect.any(String), 'green']),
  )
  expect(lines[5]).toMatch(/^loss \d\.\d{1,9}e10$/)
  expect(lines[6]).toBe('checked in float64 on 8 rows of the first batch, where training is in float32')
  expect(lines[7]).toMatch(/^green: .*; green below 1e-7, red above 1e-5$/)
  expect(lines).toHaveLength(8)
  expect(text).not.toContain('element')
})

test('prices of 3e8 are amber, with five worst elements at their places, ten digits, and why', async () => {
  const { code, lines, text } = await check(prices(3e8), {}, 'tanh')
  expect(code).toBe(0)
  expect(lines[1]).toMatch(/^hidden\.W .* amber$/)
  expect(lines[2]).toMatch(/^ {4}element +analytic +numeric +difference$/)
  for (const line of lines.slice(3, 8)) {
    expect(line).toMatch(/^ {4}\[[0-2], [0-7]\] +-?\d/)
    const [analytic, numeric, apart] = line.replace(/^.*\]/, '').trim().split(/ +/).map(Number)
    // as far as ten digits go
    expect(Math.abs(Math.abs(analytic! - numeric!) - apart!)).toBeLessThan(2e-9 * Math.abs(analytic!))
  }
  expect(lines[8]).toMatch(/^hidden\.b /)
  expect(text).toMatch(
    /hidden\.W.*: The loss of \S+e1[67] is known to ε·\|loss\| = \S+ only, .* Scaling the targets helps\./,
  )
})

test('weights of zero before ReLU are at kinks, which are counted, and not red', async () => {
  const { code, lines, text } = await check({ kind: 'iris' }, { initialiser: 'zeros' }, 'relu')
  expect(code).toBe(0)
  expect(lines[1]!.split(/ +/)).toEqual(['hidden.W', '4×8', '32', '0', '32', '0', 'amber'])
  expect(lines[2]!.split(/ +/)).toEqual(['hidden.b', '8', '8', '8', '0', '0', 'green'])
  expect(text).toContain('of one side: 8 at a kink')
  expect(text).toContain('at a kink: 32 where the loss has no derivative, left out')
  expect(text).toContain('hidden.W: Every element checked is at a kink of the loss')
})

test('a loss that is not finite is red and ends with 1', async () => {
  const { code, lines, text } = await check(prices(1e200), {}, 'tanh')
  expect(code).toBe(1)
  expect(lines[1]).toMatch(/^hidden\.W .* NaN +red$/)
  expect(lines[3]).toMatch(/^ {4}\[0, 0\] +-?\d\.\d+e\d+ +NaN +NaN$/)
  expect(text).toContain(
    '\nloss Infinity\nchecked in float64 on 8 rows of the first batch, where training is in float32\nred: ',
  )
})

test('--json carries the same on one line, its fields by their old names beside the new', async () => {
  const { code, lines } = await check(prices(3e8), {}, 'tanh', '--json')
  expect(code).toBe(0)
  expect(lines).toHaveLength(1)
  const { parameters, ...rest } = JSON.parse(lines[0]!)
  const on = { rows: 8, trainsIn: 'float32' }
  expect(rest).toEqual({ event: 'checked', ...on, loss: expect.any(Number), verdict: 'amber' })
  expect(parameters[0]).toMatchObject({
    name: 'hidden.W',
    shape: [3, 8],
    length: 24,
    checked: 24,
    oneSided: 0,
    atKink: 0,
    relativeDifference: expect.any(Number),
    relativeUncertainty: expect.any(Number),
    relativeExcess: 0,
    verdict: 'amber',
    doubt: 'rounding',
    worst: Array.from({ length: 5 }, () => ({
      index: expect.any(Number),
      analytic: expect.any(Number),
      numeric: expect.any(Number),
    })),
  })
})
