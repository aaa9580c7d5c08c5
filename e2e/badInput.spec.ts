/** Wrong requests: one line on standard error that says what, where and what is allowed; exit code 2; nothing made. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { bowl } from './support/documents'
import { expect, type LabCommand, test } from './support/labCommand'

const network = (change: Record<string, unknown>) => ({
  schemaVersion: 1,
  problem: {
    kind: 'network',
    dataset: { kind: 'mnist' },
    layers: [{ kind: 'dense', name: 'output', units: 10 }],
    loss: 'softmaxCrossEntropy',
    ...change,
  },
  optimizer: { kind: 'rmsprop' },
  budget: { epochs: 1 },
})

/** What a document says, and what of the sentence has to be there. */
const documents: readonly (readonly [title: string, content: unknown, ...words: readonly string[]])[] = [
  ['is not JSON', '{\n  "seed": 1,\n  "name" 3\n}', 'line 3, column 10'],
  ['is empty', '', 'is not JSON', 'line 1'],
  ['is no object', [1, 2], 'must be a JSON object'],
  ['is of another version', { ...bowl('a'), schemaVersion: 2 }, 'schemaVersion = 2', 'must be 1'],
  ['has an unknown key', { ...bowl('a'), sead: 1 }, 'sead', 'known are schemaVersion, name'],
  [
    'has an unknown key further in',
    { ...bowl('a'), optimizer: { kind: 'rmsprop', alpha: 0.1 } },
    'optimizer.alpha',
    'known are kind, learningRate',
  ],
  [
    'has an unknown kind',
    { ...bowl('a'), optimizer: { kind: 'rms' } },
    'optimizer.kind = "rms"',
    'must be one of sgd, momentum, ',
  ],
  [
    'has a number out of bounds',
    { ...bowl('a'), optimizer: { kind: 'rmsprop', beta2: 1 } },
    'optimizer.beta2 = 1',
    '[0, 1)',
  ],
  ['has a number of the wrong kind', { ...bowl('a'), seed: 1.5 }, 'seed = 1.5', 'a whole number'],
  ['has a text for a number', { ...bowl('a'), seed: '1' }, 'seed = "1"', 'a whole number'],
  ['has no problem', { schemaVersion: 1, optimizer: { kind: 'sgd' } }, 'problem'],
  [
    'has a start of the wrong length',
    { ...bowl('a'), problem: { kind: 'quadratic', start: [1] } },
    'problem.start',
    '2',
  ],
  ['counts epochs without data', { ...bowl('a'), budget: { epochs: 1 } }, 'budget.epochs', 'budget.steps'],
  ['has two budgets', { ...bowl('a'), budget: { steps: 1, epochs: 1 } }, 'budget'],
  ['has no layer', network({ layers: [] }), 'problem.layers', '1 to'],
  [
    'ends on the wrong number of units',
    network({ layers: [{ kind: 'dense', name: 'output', units: 9 }] }),
    'lab: wrong.json: problem.layers[0].units = 9',
    'must be 10',
  ],
]

for (const [title, content, ...words] of documents) {
  test(`a document that ${title} is refused with its place and what is allowed`, async ({ command }) => {
    await command.write('wrong.json', typeof content === 'string' ? content : JSON.stringify(content))
    await expectRefused(command, ['run', 'wrong.json', '--json', '--db', 'a.lab'], 'wrong.json', ...words)
  })
}

const requests: readonly (readonly [title: string, words: readonly string[], ...parts: readonly string[]])[] = [
  ['no command', [], 'run, list, show, export, check, resume, stop, verify'],
  ['an unknown command', ['trian', 'good.json'], 'trian', 'run, list, show, export, check, resume, stop, verify'],
  ['half a command', ['rule'], 'lab: a command is missing; commands are list, show, save, export'],
  ['an option before the command', ['--db', 'a.lab', 'list'], '--db', 'those of a command follow it'],
  ['an unknown option', ['run', 'good.json', '--speed', '1'], '--speed', '--db, --json, --seeds'],
  ['a missing file', ['run', 'none.json', '--db', 'a.lab'], 'none.json', 'does not exist'],
  ['a folder for a document', ['run', '.', '--db', 'a.lab'], 'folder'],
  ['no file', ['run', '--db', 'a.lab'], 'file'],
  ['no seeds', ['run', 'good.json', '--seeds', '0', '--db', 'a.lab'], '--seeds', '[1, 1000]'],
  ['seeds that are no number', ['run', 'good.json', '--seeds', 'many', '--db', 'a.lab'], 'many', '[1, 1000]'],
  ['a good and a wrong file', ['run', 'good.json', 'none.json', '--db', 'a.lab'], 'none.json'],
  ['a folder that is not there', ['run', 'good.json', '--db', 'none/a.lab'], 'none', 'does not exist'],
  ['a folder for a lab file', ['run', 'good.json', '--db', '.'], 'is a folder'],
  ['a lab file that is not there', ['list', '--db', 'a.lab'], 'a.lab', 'does not exist'],
  ['something to show that is no number', ['show', 'first', '--db', 'a.lab'], 'first', 'number of a run'],
  ['nothing to export', ['export', '1', '--db', 'a.lab'], '--what', 'parameters, series, experiment'],
  [
    'something unknown to export',
    ['export', '1', '--what', 'all', '--db', 'a.lab'],
    'all',
    'parameters, series, experiment',
  ],
]

for (const [title, words, ...parts] of requests) {
  test(`a request with ${title} is refused in one line`, async ({ command }) => {
    await command.write('good.json', bowl('good'))
    await expectRefused(command, words, ...parts)
  })
}

test('a run that is not in the lab file is refused by its number, wherever it is asked for', async ({ command }) => {
  await command.write('good.json', bowl('good'))
  await command.run(['run', 'good.json', '--db', 'a.lab'])
  for (const words of [
    ['show', '7'],
    ['export', '7', '--what', 'series'],
    ['verify', '7'],
  ]) {
    await expectRefused(command, [...words, '--db', 'a.lab'], 'run 7 is not in this lab file')
  }
})

test('dataset files that are missing, cut off or something else are refused by name, and no lab file is made', async ({
  command,
}) => {
  const data = command.path('data')
  const images = command.path('data/train-images-idx3-ubyte')
  await command.write('wrong.json', JSON.stringify(network({ dataset: { kind: 'mnist', folder: data } })))
  const words = ['run', 'wrong.json', '--json', '--db', 'a.lab']
  await mkdir(data)
  await expectRefused(command, words, 'wrong.json', images, 'no such file')
  await command.write('data/train-images-idx3-ubyte', 'PNG or whatever else it may be')
  await expectRefused(command, words, 'wrong.json', images, 'byte 0')
  // The header of 60,000 images of 28 × 28, and not one of them.
  await writeFile(images, Uint8Array.of(0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28))
  await expectRefused(command, words, 'wrong.json', images, '16')
})

test('standard input that goes on behind what a document can be is refused by that length', async ({ command }) => {
  const { code, errors } = await command.run(['run', '-', '--db', 'a.lab'], ' '.repeat(2 ** 20 + 1))
  const said = 'standard input has more than 1048576 bytes; an experiment document has at most 1048576'
  expect({ code, errors }).toEqual({ code: 2, errors: `lab: ${said}\n` })
})

test('a folder for the app’s own files that cannot be made is a wrong request, said of the lab file', async ({
  command,
}) => {
  await command.write('good.json', bowl('good'))
  await command.write('own', 'a file where the folder would be')
  await expectRefused(command, ['run', 'good.json'], 'second-moment.lab', 'a part of its path is not a folder')
})

async function expectRefused(
  command: LabCommand,
  words: readonly string[],
  ...parts: readonly string[]
): Promise<void> {
  const before = await readdir(command.folder)
  const { code, output, errors } = await command.run(words)
  expect(output).toBe('')
  expect(errors).toMatch(/^lab: [^\n]+\n$/)
  for (const part of parts) expect(errors).toContain(part)
  expect(errors).not.toMatch(/Error:|at .*\.js:|node_modules|undefined|\[object/)
  expect(code).toBe(2)
  expect(await readdir(command.folder)).toEqual(before)
}
