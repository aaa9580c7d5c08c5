/** The `lab` command as a script sees it: what stands on standard output, and how it ends. */
import { readdir } from 'node:fs/promises'
import { bowl, someMnist } from './support/documents'
import { expect, jsonLines, test } from './support/labCommand'

test('run --json writes JSON lines and nothing else: started, progress, finished with the digest of the parameters', async ({
  command,
}) => {
  await command.write('bowl.json', bowl('bowl'))
  const { code, output, errors } = await command.run(['run', 'bowl.json', '--json', '--db', 'a.lab'])
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const lines = jsonLines(output)
  expect(lines[0]).toEqual({ event: 'started', run: 1, name: 'bowl', seed: 1 })
  expect(new Set(lines.slice(1, -1).map((line) => line.event))).toEqual(new Set(['progress']))
  expect(lines.at(-1)).toMatchObject({
    event: 'finished',
    run: 1,
    status: 'completed',
    steps: 400,
    trainingLoss: expect.any(Number),
    parameterDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  })
  expect(lines.at(-1)).not.toHaveProperty('testAccuracy')
})

test('a network says its validation loss and test accuracy, and repeats bit for bit', async ({ command }) => {
  await command.write('mnist.json', someMnist('mnist'))
  const { code, output } = await command.run(['run', 'mnist.json', '--json', '--db', 'a.lab'])
  expect(code).toBe(0)
  const finished = jsonLines(output).at(-1)
  expect(finished).toMatchObject({
    status: 'completed',
    validationLoss: expect.any(Number),
    testAccuracy: expect.any(Number),
  })
  expect(finished?.testAccuracy).toBeGreaterThan(0.8)

  const verified = await command.run(['verify', '1', '--json', '--db', 'a.lab'])
  expect(verified.code).toBe(0)
  const digest = finished?.parameterDigest
  expect(jsonLines(verified.output)).toEqual([
    {
      event: 'verified',
      run: 1,
      matches: true,
      expected: digest,
      actual: digest,
      remarks: [],
      dataChanged: false,
      differences: [],
    },
  ])
})

test('verify --json says whether the data changed, apart from what they train to; of a run without data it says nothing', async ({
  command,
}) => {
  const table = (first: string) => `x,kind\n${first},a\n${'2,b\n3,a\n'.repeat(20)}`
  await command.write('table.csv', table('1'))
  await command.write('table.json', {
    schemaVersion: 1,
    problem: { kind: 'network', dataset: { kind: 'csv', file: 'table.csv' }, layers: [{ kind: 'dense', units: 2 }] },
    optimizer: { kind: 'rmsprop' },
    budget: { steps: 5 },
  })
  await command.write('bowl.json', bowl('bowl'))
  expect((await command.run(['run', 'table.json', 'bowl.json', '--db', 'a.lab'])).code).toBe(0)
  await command.write('table.csv', table('1.0'))

  const changed = await command.run(['verify', '1', '--json', '--db', 'a.lab'])
  expect(changed.code).toBe(0)
  expect(jsonLines(changed.output)).toMatchObject([{ event: 'verified', run: 1, matches: true, dataChanged: true }])
  const [withoutData] = jsonLines((await command.run(['verify', '2', '--json', '--db', 'a.lab'])).output)
  expect(withoutData).toMatchObject({ event: 'verified', run: 2, matches: true })
  expect(withoutData).not.toHaveProperty('dataChanged')
})

test('check holds every parameter’s gradient against central differences, and keeps nothing', async ({ command }) => {
  await command.write('mnist.json', someMnist('mnist'))
  const { code, output, errors } = await command.run(['check', 'mnist.json', '--json'])
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const [line, ...others] = jsonLines(output)
  expect(others).toEqual([])
  expect(line).toMatchObject({ event: 'checked', verdict: 'green' })
  expect(line?.parameters).toMatchObject(
    ['hidden1.W', 'hidden1.b', 'hidden2.W', 'hidden2.b', 'output.W', 'output.b'].map((name) => ({
      name,
      verdict: 'green',
    })),
  )
  expect(await readdir(command.folder)).toEqual(['mnist.json'])
})

test('a document from standard input gives the digest of the same document from a file', async ({ command }) => {
  await command.write('bowl.json', bowl('bowl'))
  const fromFile = await command.run(['run', 'bowl.json', '--json', '--db', 'a.lab'])
  const fromInput = await command.run(['run', '-', '--json', '--db', 'b.lab'], JSON.stringify(bowl('bowl')))
  expect(fromInput.code).toBe(0)
  expect(jsonLines(fromInput.output).at(-1)).toEqual(jsonLines(fromFile.output).at(-1))
})

test('several files are runs in their order; runs that differ in name and seed only are one group', async ({
  command,
}) => {
  const noise = { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5], gradientNoise: 0.1 }
  await command.write('one.json', bowl('one', { problem: noise }))
  await command.write('two.json', bowl('two', { problem: noise }))
  const { code } = await command.run(['run', 'one.json', 'two.json', '--seeds', '3', '--json', '--db', 'a.lab'])
  expect(code).toBe(0)
  const runs = await command.list('a.lab')
  expect(runs.map((run) => [run.run, run.name, run.seed])).toEqual([
    [1, 'one', 1],
    [2, 'one', 2],
    [3, 'one', 3],
    [4, 'two', 1],
    [5, 'two', 2],
    [6, 'two', 3],
  ])
  expect(new Set(runs.map((run) => run.group)).size).toBe(1)
  expect(new Set(runs.slice(0, 3).map((run) => run.parameterDigest)).size).toBe(3)
  expect(runs[3]?.parameterDigest).toBe(runs[0]?.parameterDigest)
})

test('a run that diverges ends with exit code 1, keeps what it recorded and says the step', async ({ command }) => {
  await command.write('gd.json', bowl('gd', { optimizer: { kind: 'sgd', learningRate: 0.041 } }))
  const { code, output } = await command.run(['run', 'gd.json', '--json', '--db', 'a.lab'])
  expect(code).toBe(1)
  const finished = jsonLines(output).at(-1)
  expect(finished).toMatchObject({ status: 'diverged', failure: expect.stringMatching(/^diverged at step \d+: /) })
  const series = await command.run(['export', '1', '--what', 'series', '--format', 'csv', '--db', 'a.lab'])
  expect(series.output.trimEnd().split('\r\n').length).toBeGreaterThan(100)
})

test('exported parameters are the iteration carried out by hand, to 1e-12', async ({ command }) => {
  const steps = 25
  await command.write('gd.json', bowl('gd', { optimizer: { kind: 'sgd', learningRate: 0.03 }, budget: { steps } }))
  await command.run(['run', 'gd.json', '--db', 'a.lab'])
  const { code, output } = await command.run(['export', '1', '--what', 'parameters', '--db', 'a.lab'])
  expect(code).toBe(0)
  const { parameters } = JSON.parse(output) as {
    parameters: { name: string; shape: number[]; values: number[]; slots: Record<string, number[]> }[]
  }
  const x = [-8, 1.5]
  const eigenvalues = [1, 50]
  for (let step = 1; step <= steps; step++) {
    for (const axis of [0, 1]) x[axis] = x[axis]! - 0.03 * (eigenvalues[axis]! * x[axis]!)
  }
  expect(parameters).toHaveLength(1)
  expect(parameters[0]).toMatchObject({ name: 'x', shape: [2], slots: {} })
  for (const axis of [0, 1]) {
    expect(Math.abs(parameters[0]!.values[axis]! - x[axis]!)).toBeLessThanOrEqual(1e-12 * Math.abs(x[axis]!))
  }
})

test('export writes series in full resolution, and the document with every default filled in', async ({ command }) => {
  await command.write('bowl.json', bowl('bowl', { budget: { steps: 3000 } }))
  await command.run(['run', 'bowl.json', '--db', 'a.lab'])
  const series = await command.run(['export', '1', '--what', 'series', '--db', 'a.lab'])
  const exported = JSON.parse(series.output) as {
    series: { diagnostic: string; column: string; parameter: string; steps: number[]; values: number[] }[]
  }
  const loss = exported.series.find((one) => one.diagnostic === 'trainingLoss')
  expect(loss?.steps).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1))
  expect(loss?.values[0]).toBe(88.25)
  expect(exported.series.map((one) => `${one.diagnostic}.${one.column}`)).toContain('secondMoment.[1]')

  const document = await command.run(['export', '1', '--what', 'experiment', '--db', 'a.lab'])
  expect(JSON.parse(document.output)).toMatchObject({
    schemaVersion: 1,
    optimizer: { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9, epsilon: 1e-8 },
    schedule: { kind: 'constant' },
    precision: 'float64',
  })
  const again = await command.run(['run', '-', '--json', '--db', 'b.lab'], document.output)
  const [first] = await command.list('a.lab')
  expect(jsonLines(again.output).at(-1)?.parameterDigest).toBe(first?.parameterDigest)
})

test('list and show without --json speak to people, and with it hold the whole run', async ({ command }) => {
  await command.write('bowl.json', bowl('a bowl'))
  await command.run(['run', 'bowl.json', '--db', 'a.lab'])
  const list = await command.run(['list', '--db', 'a.lab'])
  expect(list.output).toMatch(/run\s+name\s+problem/)
  expect(list.output).toMatch(/1\s+a bowl\s+quadratic\s+rmsprop\s+1\s+completed\s+400/)
  const show = await command.run(['show', '1', '--db', 'a.lab'])
  expect(show.output).toMatch(/parameterDigest\s+sha256:[0-9a-f]{64}/)
  const whole = jsonLines((await command.run(['show', '1', '--json', '--db', 'a.lab'])).output)
  expect(whole).toHaveLength(1)
  expect(whole[0]).toMatchObject({
    run: 1,
    totalSteps: 400,
    engineVersion: expect.anything(),
    experiment: bowl('a bowl'),
  })
})

test('without --db the lab file is the app’s own', async ({ command }) => {
  await command.write('bowl.json', bowl('bowl'))
  expect((await command.run(['run', 'bowl.json'])).code).toBe(0)
  const runs = await command.list('own/second-moment.lab')
  expect(runs.map((run) => run.name)).toEqual(['bowl'])
})

test('names with control characters keep to their line, and JSON keeps them whole', async ({ command }) => {
  const name = 'red\u001b[31m\nline'
  await command.write('bowl.json', bowl(name))
  const run = await command.run(['run', 'bowl.json', '--db', 'a.lab'])
  expect(run.output).toMatch(/^run 1 \(red\\u001b\[31m\\nline, seed 1\) completed at step 400 · .+\n$/)
  const list = await command.run(['list', '--db', 'a.lab'])
  expect(list.output.split('\n')[1]).toMatch(/^ {2}1 {2}red\\u001b\[31m\\nline +quadratic/)
  const show = await command.run(['show', '1', '--db', 'a.lab'])
  expect(show.output).toMatch(/^name +red\\u001b\[31m\\nline$/m)
  expect(await command.list('a.lab')).toMatchObject([{ name }])
})

test('help is the result: every command and option with what it takes, the exit codes, and the version', async ({
  command,
}) => {
  const help = await command.run(['--help'])
  expect(help).toMatchObject({ code: 0, errors: '' })
  for (const name of ['run', 'list', 'show', 'export', 'check', 'resume', 'verify', 'bench', 'rule']) {
    expect(help.output).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect((await command.run([name, '--help'])).output).toMatch(new RegExp(`^Usage: lab ${name} `))
  }
  expect(help.output).toContain('Exit codes: 0 done; 1 ')
  expect(await command.run(['--version'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Second Moment \d/),
  })
})
