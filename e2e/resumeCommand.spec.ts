/** `lab resume`: a run that was stopped or killed goes on, and is in every row the run that never was. */
import { once } from 'node:events'
import { appendFile, readdir } from 'node:fs/promises'
import type { Document } from './support/documents'
import { bowl } from './support/documents'
import { expect, jsonLines, type LabCommand, type RunningCommand, test } from './support/labCommand'
import { remembering } from './support/remembering.mjs'

/** A few seconds of training. */
const fewSeconds: Document = { ...remembering, budget: { epochs: 4000 } }

interface Series {
  readonly diagnostic: string
  readonly column: string
  readonly parameter: string
  readonly steps: readonly number[]
  readonly values: readonly number[]
}

/** Every series of a run at full resolution. */
async function seriesOf(command: LabCommand, file: string): Promise<readonly Series[]> {
  const { output } = await command.run(['export', '1', '--what', 'series', '--db', file])
  return (JSON.parse(output) as { series: readonly Series[] }).series
}

/** Elapsed times are those of a clock: only their steps stand. */
function withoutTimes(series: readonly Series[]): readonly unknown[] {
  return series.map((one) => (one.diagnostic === 'elapsed' ? { ...one, values: one.values.length } : one))
}

async function wholeRun(command: LabCommand): Promise<Record<string, unknown> | undefined> {
  await command.write('run.json', fewSeconds)
  const { code, output } = await command.run(['run', 'run.json', '--json', '--db', 'whole.lab'])
  expect(code).toBe(0)
  return jsonLines(output).at(-1)
}

/** Once it has stored rows behind this step. */
async function hasPassed(step: number, { process, result }: RunningCommand): Promise<void> {
  let heard = ''
  process.stdout?.on('data', (piece: Buffer) => {
    heard += piece.toString()
  })
  const told = /"event":"progress","run":1,"step":(\d+)/g
  while (![...heard.matchAll(told)].some(([, at]) => Number(at) > step)) {
    const end = await Promise.race([once(process.stdout!, 'data').then(() => null), result])
    if (end !== null) throw new Error(`the command ended with ${end.code}: ${end.errors}`)
  }
}

/** Trains until it has passed this step, and stops. */
async function trainPast(step: number, command: LabCommand, words: readonly string[]): Promise<void> {
  const running = command.start([...words, '--json'])
  await hasPassed(step, running)
  running.process.kill('SIGINT')
  expect((await running.result).code).toBe(130)
}

async function shown(command: LabCommand, file: string): Promise<Record<string, unknown>> {
  return jsonLines((await command.run(['show', '1', '--json', '--db', file])).output)[0] ?? {}
}

test('stopped by Ctrl-C and resumed, a run ends on the digest, the rows and the results of the uninterrupted one', async ({
  command,
}) => {
  const whole = await wholeRun(command)
  await trainPast(0, command, ['run', 'run.json', '--db', 'a.lab'])
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
  expect(lines[0]).toEqual({ event: 'started', run: 1, name: 'remembering', seed: 11 })
  expect(lines[1]).toMatchObject({ event: 'progress', run: 1 })
  expect(lines.at(-1)).toEqual({ ...whole, backend: 'typescript' })
  expect(withoutTimes(await seriesOf(command, 'a.lab'))).toEqual(withoutTimes(await seriesOf(command, 'whole.lab')))
  expect(await shown(command, 'a.lab')).not.toHaveProperty('checkpointStep')

  const verified = await command.run(['verify', '1', '--json', '--db', 'a.lab'])
  expect(jsonLines(verified.output)[0]).toMatchObject({ matches: true, remarks: [] })
})

test('killed while it trains, a run goes on from its last checkpoint to the rows of one that was not', async ({
  command,
}) => {
  const diagnostics = { every: 50, evaluateEvery: 200, measure: [], keep: { every: 0 } }
  await command.write('run.json', { ...remembering, budget: { steps: 1_000_000_000 }, diagnostics })
  const running = command.start(['run', 'run.json', '--json', '--db', 'a.lab'])
  await expect.poll(async () => (await shown(command, 'a.lab')).checkpointStep).toBeGreaterThan(0)
  running.process.kill('SIGKILL')
  await running.result
  const killed = await shown(command, 'a.lab')
  expect(killed).toMatchObject({ status: 'interrupted', checkpointStep: expect.any(Number) })

  await trainPast(Number(killed.steps), command, ['resume', '1', '--db', 'a.lab'])
  const resumed = await shown(command, 'a.lab')
  await trainPast(Number(resumed.steps), command, ['run', 'run.json', '--db', 'b.lab'])
  const whole = await seriesOf(command, 'b.lab')
  for (const { values, ...series } of await seriesOf(command, 'a.lab')) {
    const same = whole.find(
      (one) =>
        one.diagnostic === series.diagnostic && one.column === series.column && one.parameter === series.parameter,
    )
    expect(series.steps).toEqual(same?.steps.slice(0, series.steps.length))
    if (series.diagnostic !== 'elapsed') expect(values).toEqual(same?.values.slice(0, values.length))
  }
  const verified = await command.run(['verify', '1', '--json', '--db', 'a.lab'])
  expect(jsonLines(verified.output)[0]).toMatchObject({ matches: true, remarks: [] })
})

test('what cannot be resumed is refused with exit code 2 and one line, and nothing is made', async ({ command }) => {
  await command.write('bowl.json', bowl('bowl'))
  await command.run(['run', 'bowl.json', '--db', 'a.lab'])
  const before = await shown(command, 'a.lab')
  const allowed = 'resuming needs a run that is stopped, interrupted or failed, and not in the trash'
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
  await command.write('run.json', {
    ...remembering,
    problem,
    schedule: { kind: 'constant' },
    budget: { steps: 1_000_000_000 },
  })
  await trainPast(0, command, ['run', 'run.json', '--db', 'a.lab'])
  const before = await shown(command, 'a.lab')
  await appendFile(command.path('points.csv'), '3,4,a\n')
  const { code, output, errors } = await command.run(['resume', '1', '--json', '--db', 'a.lab'])
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(errors).toContain(`run 1 cannot be resumed: the dataset file ${command.path('points.csv')} has changed since`)
  expect(errors.split('\n')).toHaveLength(2)
  expect(await shown(command, 'a.lab')).toEqual(before)
})
