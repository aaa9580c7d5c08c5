/** What `--backend` and `--threads` could not do is said once, on standard error, with its reason; and what did compute is in the record. */
import { bowl, type Document, someMnist } from './support/documents'
import { expect, jsonLines, type LabCommand, test } from './support/labCommand'

async function runAll(command: LabCommand, documents: readonly Document[], words: readonly string[]) {
  const names = await Promise.all(documents.map((each, index) => command.write(`${index}.json`, each)))
  const { code, output, errors } = await command.run(['run', ...names, '--db', 'a.lab', '--json', ...words])
  expect(code).toBe(0)
  return { finished: jsonLines(output).filter(({ event }) => event === 'finished'), errors }
}

const mnist = someMnist('digits', { kind: 'rmsprop' })
const normalised: Document = {
  ...mnist,
  budget: { steps: 5 },
  problem: {
    kind: 'network',
    dataset: { kind: 'mnist', limit: 1000 },
    layers: [{ kind: 'dense', units: 128 }, { kind: 'batchNorm' }, { kind: 'dense', units: 10 }],
    batchSize: 64,
  },
}

test('float64 is computed by TypeScript whatever is asked for, and that is said', async ({ command }) => {
  const { finished, errors } = await runAll(
    command,
    [bowl('valley', { precision: 'float64' })],
    ['--backend', 'wasm', '--seeds', '2'],
  )
  expect(finished).toMatchObject([{ backend: 'typescript' }, { backend: 'typescript' }])
  expect(errors).toBe(
    'lab: valley, and so its group, is computed by typescript instead of wasm (float64 is computed by TypeScript)\n',
  )
  const { errors: verifying } = await command.run(['verify', '1', '--db', 'a.lab', '--threads', '2'])
  expect(verifying).toBe(
    'lab: run 1 is computed by 1 thread instead of 2 (problems of kind quadratic train on one thread)\n',
  )
})

test('layers that threads cannot share are named', async ({ command }) => {
  const { finished, errors } = await runAll(command, [normalised], ['--threads', '2'])
  expect(finished).toMatchObject([{ threads: 1 }])
  expect(errors).toBe(
    'lab: digits is computed by 1 thread instead of 2 (networks with batchNorm train on one thread)\n',
  )
  const shown = await command.run(['show', '1', '--db', 'a.lab', '--json'])
  expect(JSON.parse(shown.output)).toMatchObject({ threadsShortfall: 'networks with batchNorm train on one thread' })
})

test('runs that train at once have one thread each, and that is said', async ({ command }) => {
  const { finished, errors } = await runAll(command, [mnist, { ...mnist, name: 'again' }], ['--threads', '2'])
  expect(finished).toMatchObject([{ threads: 1 }, { threads: 1 }])
  expect(errors.split('\n').sort()).toEqual([
    '',
    'lab: again is computed by 1 thread instead of 2 (several runs train at once)',
    'lab: digits is computed by 1 thread instead of 2 (several runs train at once)',
  ])
})

test('nothing is said of what was given, or was not asked for', async ({ command }) => {
  const asked = await runAll(command, [mnist], ['--threads', '2', '--backend', 'wasm'])
  expect(asked.finished).toMatchObject([{ backend: 'wasm', threads: 2 }])
  const unasked = await runAll(command, [normalised, bowl('valley', { precision: 'float64' })], [])
  expect([asked.errors, unasked.errors]).toEqual(['', ''])
})
