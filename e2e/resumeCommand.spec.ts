/** `lab resume`: a run that was stopped or killed goes on, and is in every row the run that never was. */
import { once } from 'node:events'
import { appendFile, readdir } from 'node:fs/promises'
import type { Document } from './support/documents'
import { bowl } from './support/documents'
import { expect, jsonLines, type LabCommand, type RunningCommand, test } from './support/labCommand'

/** A few seconds of training, with all that a run can remember: streams, running statistics, a schedule that listens. */
const remembering: Document = {
  schemaVersion: 1,
  name: 'remembering',
  problem: {
    kind: 'network',
    dataset: { kind: 'twoMoons', samples: 400 },
    layers: [
      { kind: 'dense', units: 24 },
      { kind: 'batchNorm' },
      { kind: 'activation', activation: 'relu' },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'dense', units: 1 },
    ],
    batchSize: 32,
  },
  optimizer: { kind: 'adam', learningRate: 0.002 },
  schedule: { kind: 'reduceOnPlateau', watch: 'validationLoss', patience: 50, factor: 0.9 },
  budget: { epochs: 4000 },
  seed: 11,
}

interface Series {
  readonly diagnostic: string
  readonly values: readonly number[]
}

/** Every series of a run at full resolution; elapsed times are those of a clock, so only their steps stand. */
async function seriesOf(command: LabCommand, file: string, run = '1'): Promise<unknown> {
  const { output } = await command.run(['export', run, '--what', 'series', '--db', file])
  const { series } = JSON.parse(output) as { series: readonly Series[] }
  return series.map((one) => (one.diagnostic === 'elapsed' ? { ...one, values: one.values.length } : one))
}

async function wholeRun(command: LabCommand): Promise<Record<string, unknown> | undefined> {
  await command.write('run.json', remembering)
  const { code, output } = await command.run(['run', 'run.json', '--json', '--db', 'whole.lab'])
  expect(code).toBe(0)
  return jsonLines(output).at(-1)
}

/** Once it has stored rows. */
async function hasBegun({ process, result }: RunningCommand): Promise<void> {
  let heard = ''
  process.stdout?.on('data', (piece: Buffer) => {
    heard += piece.toString()
  })
  while (!/"event":"progress".*"step":[1-9]/.test(heard)) {
    const end = await Promise.race([once(process.stdout!, 'data').then(() => null), result])
    if (end !== null) throw new Error(`the command ended with ${end.code}: ${end.errors}`)
  }
}

async function shown(command: LabCommand, file: string): Promise<Record<string, unknown>> {
  return jsonLines((await command.run(['show', '1', '--json', '--db', file])).output)[0] ?? {}
}

test('stopped by Ctrl-C and resumed, a run ends on the digest, the rows and the results of the uninterrupted one', async ({
  command,
}) => {
  const whole = await wholeRun(command)
  const running = command.start(['run', 'run.json', '--json', '--db', 'a.lab'])
  await hasBegun(running)
  running.process.kill('SIGINT')
  expect((await running.result).code).toBe(130)
  const stopped = await shown(command, 'a.lab')
  expect(stopped).toMatchObject({ status: 'stopped', checkpointStep: stopped.steps })
  expect(stopped.steps).toBeLessThan(Number(stopped.totalSteps))

  const { code, output, errors } = await command.run([
    'resume',
    '1',
    '--json',
    '--db',
    'a.lab',
    '--backend',
    'typescript',
  ])
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const lines = jsonLines(output)
  expect(lines[0]).toEqual({ event: 'started', run: 1, name: 'remembering' })
  expect(lines[1]).toMatchObject({ event: 'progress', run: 1 })
  expect(lines.at(-1)).toEqual({ ...whole, backend: 'typescript' })
  expect(await seriesOf(command, 'a.lab')).toEqual(await seriesOf(command, 'whole.lab'))
  expect(await shown(command, 'a.lab')).not.toHaveProperty('checkpointStep')

  const verified = await command.run(['verify', '1', '--json', '--db', 'a.lab'])
  expect(jsonLines(verified.output)[0]).toMatchObject({ matches: true, remarks: [] })
})

test('killed while it trains, a run goes on from its last checkpoint to the same rows', async ({ command }) => {
  const whole = await wholeRun(command)
  const running = command.start(['run', 'run.json', '--json', '--db', 'a.lab'])
  await expect.poll(async () => (await shown(command, 'a.lab')).checkpointStep).toBeGreaterThan(0)
  running.process.kill('SIGKILL')
  await running.result
  const killed = await shown(command, 'a.lab')
  expect(killed).toMatchObject({ status: 'running', checkpointStep: expect.any(Number) })

  const { code, output } = await command.run(['resume', '1', '--json', '--db', 'a.lab'])
  expect(code).toBe(0)
  expect(jsonLines(output).at(-1)).toEqual(whole)
  expect(await seriesOf(command, 'a.lab')).toEqual(await seriesOf(command, 'whole.lab'))
})

test('what cannot be resumed is refused with exit code 2 and one line, and nothing is made', async ({ command }) => {
  await command.write('bowl.json', bowl('bowl'))
  await command.run(['run', 'bowl.json', '--db', 'a.lab'])
  const before = await shown(command, 'a.lab')
  const allowed = 'resuming needs a run that is stopped, interrupted or failed, with a checkpoint, and not in the trash'
  for (const [words, said] of [
    [['1'], `run 1 is completed; ${allowed}`],
    [['9'], 'run 9 is not in this lab file; "lab list" shows the runs that are'],
    [['one'], 'RUN = "one", must be the number of a run, as "lab list" shows it'],
  ] as const) {
    const { code, output, errors } = await command.run(['resume', ...words, '--json', '--db', 'a.lab'])
    expect({ code, output, errors }).toEqual({ code: 2, output: '', errors: `lab: ${said}\n` })
  }
  expect((await command.run(['resume', '1', '--db', 'none.lab'])).code).toBe(2)
  expect(await readdir(command.folder)).not.toContain('none.lab')
  expect(await shown(command, 'a.lab')).toEqual(before)
})

test('a run whose data file has changed is refused by name before anything is touched', async ({ command }) => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${(row * 3) % 11},${row % 2 === 0 ? 'a' : 'b'}`)
  await command.write('points.csv', ['x,y,kind', ...rows, ''].join('\n'))
  const dataset = { kind: 'csv', file: command.path('points.csv'), target: 'kind' }
  const layers = [{ kind: 'dense', units: 2 }]
  const problem = { kind: 'network', dataset, layers, batchSize: 8 } as const
  await command.write('run.json', { ...remembering, problem, schedule: { kind: 'constant' }, budget: { steps: 1e9 } })
  const running = command.start(['run', 'run.json', '--json', '--db', 'a.lab'])
  await hasBegun(running)
  running.process.kill('SIGINT')
  await running.result
  const before = await shown(command, 'a.lab')
  await appendFile(command.path('points.csv'), '3,4,a\n')
  const { code, output, errors } = await command.run(['resume', '1', '--json', '--db', 'a.lab'])
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(errors).toContain(`run 1 cannot be resumed: the dataset file ${command.path('points.csv')} has changed since`)
  expect(errors.split('\n')).toHaveLength(2)
  expect(await shown(command, 'a.lab')).toEqual(before)
})
