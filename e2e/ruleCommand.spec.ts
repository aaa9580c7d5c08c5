/** Rules of the user's own on the command line: kept in a lab file by name and version, trained by text or by name. */
import { bowl } from './support/documents'
import { expect, jsonLines, type LabCommand, test } from './support/labCommand'

const myRmsprop = `title My RMSProp
param learningRate = 0.001 in (0, inf) log
param beta2 = 0.9 in [0, 1)
param epsilon = 1e-8 in (0, inf) log
slot s = 0 "s_dW"
s = beta2*s + (1 - beta2)*g^2
w = w - learningRate*g / (sqrt(s) + epsilon)
`
const doubled = myRmsprop.replace('learningRate*g', '2*learningRate*g')

async function digestOf(command: LabCommand, file: string): Promise<unknown> {
  const { code, output, errors } = await command.run(['run', file, '--db', 'rules.lab', '--json'])
  expect(errors).toBe('')
  expect(code).toBe(0)
  return jsonLines(output).find((line) => line.event === 'finished')?.parameterDigest
}

test('the rule of the design ends on the digest of RMSProp, by its text and by its name', async ({ command }) => {
  await command.write('mine.txt', myRmsprop)
  const saved = await command.run(['rule', 'save', 'mine.txt', '--db', 'rules.lab'])
  expect([saved.code, saved.output, saved.errors]).toEqual([0, 'saved "My RMSProp", version 1\n', ''])
  await command.write('builtIn.json', bowl('built in', { optimizer: { kind: 'rmsprop', learningRate: 0.1 } }))
  const byText = { kind: 'rule', text: myRmsprop, learningRate: 0.1 }
  await command.write('text.json', bowl('by text', { optimizer: byText }))
  await command.write(
    'name.json',
    bowl('by name', { optimizer: { kind: 'rule', name: 'My RMSProp', learningRate: 0.1 } }),
  )
  const digest = await digestOf(command, 'builtIn.json')
  expect(await digestOf(command, 'text.json')).toBe(digest)
  expect(await digestOf(command, 'name.json')).toBe(digest)
})

test('a run keeps the rule it ran: a later version changes nothing of it', async ({ command }) => {
  await command.write('mine.txt', myRmsprop)
  await command.run(['rule', 'save', 'mine.txt', '--name', 'mine', '--db', 'rules.lab'])
  await command.write('name.json', bowl('by name', { optimizer: { kind: 'rule', name: 'mine', learningRate: 0.05 } }))
  const digest = await digestOf(command, 'name.json')
  await command.write('mine.txt', doubled)
  const second = await command.run(['rule', 'save', 'mine.txt', '--name', 'mine', '--db', 'rules.lab', '--json'])
  expect(jsonLines(second.output)).toMatchObject([{ name: 'mine', version: 2 }])
  expect(await digestOf(command, 'name.json')).not.toBe(digest)
  await command.write(
    'first.json',
    bowl('first', { optimizer: { kind: 'rule', name: 'mine', version: 1, learningRate: 0.05 } }),
  )
  expect(await digestOf(command, 'first.json')).toBe(digest)
  const experiment = await command.run(['export', '1', '--what', 'experiment', '--db', 'rules.lab'])
  expect(JSON.parse(experiment.output).optimizer).toMatchObject({ kind: 'rule', text: myRmsprop, beta2: 0.9 })
  expect((await command.run(['verify', '1', '--db', 'rules.lab'])).code).toBe(0)
})

test('saved rules are listed, shown and exported as they were', async ({ command }) => {
  await command.write('mine.txt', myRmsprop)
  await command.run(['rule', 'save', 'mine.txt', '--db', 'rules.lab'])
  const again = await command.run(['rule', 'save', '-', '--name', 'My RMSProp', '--db', 'rules.lab'], doubled)
  expect(again.output).toBe('saved "My RMSProp", version 2\n')
  const list = await command.run(['rule', 'list', '--db', 'rules.lab', '--json'])
  expect(jsonLines(list.output)).toMatchObject([{ name: 'My RMSProp', version: 2 }])
  expect((await command.run(['rule', 'export', 'My RMSProp', '--db', 'rules.lab'])).output).toBe(doubled)
  const first = await command.run(['rule', 'export', 'My RMSProp', '--version', '1', '--db', 'rules.lab'])
  expect(first.output).toBe(myRmsprop)
  const show = await command.run(['rule', 'show', 'My RMSProp', '--db', 'rules.lab'])
  expect(show.output).toContain('My RMSProp, version 2, saved ')
  expect(show.output).toContain('w = w - 2*learningRate*g')
})

test('what is wrong is one line with where and what is allowed, and exit code 2', async ({ command }) => {
  await command.write('mine.txt', myRmsprop)
  await command.run(['rule', 'save', 'mine.txt', '--db', 'rules.lab'])
  await command.write('wrong.txt', myRmsprop.replace('sqrt(s)', 'sqrt(zeta)'))
  await command.write('wrong.json', bowl('wrong', { optimizer: { kind: 'rule', text: 'title x\nw = w - q*g' } }))
  await command.write('unknown.json', bowl('unknown', { optimizer: { kind: 'rule', name: 'yours' } }))
  const cases = [
    [['rule', 'save', 'wrong.txt'], 'lab: wrong.txt: 7:32 unknown name "zeta"; did you mean "beta2"?'],
    [['rule', 'save', 'none.txt'], 'lab: none.txt does not exist'],
    [['rule', 'save', 'mine.txt', '--name', ' '], 'lab: --name = " ", must be a text of 1 to 80 characters'],
    [['rule', 'show', 'yours'], 'lab: NAME = "yours", must be a rule of this lab file, as "lab rule list" shows them'],
    [['rule', 'export', 'My RMSProp', '--version', '9'], 'lab: --version = 9, must be one of 1'],
    [['rule', 'burn'], "lab: unknown command 'burn'; commands are list, show, save, export"],
    [['run', 'wrong.json'], /^lab: wrong\.json: optimizer\.text line 2, column 9: unknown name "q"/],
    [
      ['run', 'unknown.json'],
      'lab: unknown.json: optimizer.name = "yours", must be the name of a rule in the lab file; there are "My RMSProp"',
    ],
  ] as const
  for (const [words, message] of cases) {
    const { code, output, errors } = await command.run([
      ...words,
      ...(words[1] === 'burn' ? [] : ['--db', 'rules.lab']),
    ])
    expect([code, output], words.join(' ')).toEqual([2, ''])
    expect(errors.trimEnd()).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
  }
})
