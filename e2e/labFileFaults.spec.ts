/** Lab files that cannot be used: said in one sentence, and left as they were. */
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { bowl, endless } from './support/documents'
import { expect, jsonLines, type LabCommand, test } from './support/labCommand'

test.beforeEach(async ({ command }) => {
  await command.write('good.json', bowl('good'))
})

test('a file that is not SQLite is refused for reading and writing, and not a byte of it changes', async ({
  command,
}) => {
  await command.write('letter.txt', 'Dear lab,\n'.repeat(100))
  await expectRefused(command, ['run', 'good.json', '--db', 'letter.txt'], 'letter.txt', 'not SQLite')
  await expectRefused(command, ['list', '--db', 'letter.txt'], 'letter.txt', 'not SQLite')
})

test('a truncated lab file is refused and stays as it is', async ({ command }) => {
  await command.run(['run', 'good.json', '--db', 'a.lab'])
  await truncate(command.path('a.lab'), 20_000)
  await expectRefused(command, ['run', 'good.json', '--db', 'a.lab'], 'a.lab', 'truncated')
  await expectRefused(command, ['list', '--db', 'a.lab'], 'a.lab', 'truncated')
})

test('a lab file from the future is refused by its version, untouched', async ({ command }) => {
  await command.run(['run', 'good.json', '--db', 'a.lab'])
  const bytes = await readFile(command.path('a.lab'))
  const userVersionOffset = 60
  bytes.writeUInt32BE(4711, userVersionOffset)
  await writeFile(command.path('a.lab'), bytes)
  await expectRefused(command, ['run', 'good.json', '--db', 'a.lab'], 'a.lab', 'newer Second Moment', '4711')
  await expectRefused(command, ['show', '1', '--db', 'a.lab'], 'a.lab', 'newer Second Moment', '4711')
})

test('a folder that may not be written gets no lab file', async ({ command }) => {
  await mkdir(command.path('archive'))
  await chmod(command.path('archive'), 0o555)
  await expectRefused(command, ['run', 'good.json', '--db', 'archive/a.lab'], 'archive', 'read-only')
  expect(await readdir(command.path('archive'))).toEqual([])
  await chmod(command.path('archive'), 0o755)
})

test('a read-only lab file can be read and is not written', async ({ command }) => {
  await command.run(['run', 'good.json', '--db', 'a.lab'])
  await chmod(command.path('a.lab'), 0o444)
  await expectRefused(command, ['run', 'good.json', '--db', 'a.lab'], 'a.lab', 'read-only')
  expect(await command.list('a.lab')).toHaveLength(1)
})

test('while one run writes a lab file a second writer is refused by the name of the process, and readers read', async ({
  command,
}) => {
  await command.write('endless.json', endless('endless'))
  const writer = command.start(['run', 'endless.json', '--json', '--db', 'a.lab'])
  await expect.poll(async () => Number((await readRuns(command))[0]?.steps ?? 0)).toBeGreaterThan(0)

  const { code, output, errors } = await command.run(['run', 'good.json', '--db', 'a.lab'])
  expect({ code, output }).toEqual({ code: 2, output: '' })
  expect(errors).toMatch(/^lab: [^\n]*a\.lab is in use by another Second Moment[^\n]*\n$/)
  expect(errors).toContain(`process ${writer.process.pid}`)

  writer.process.kill('SIGINT')
  const ended = await writer.result
  expect(ended.code).toBe(130)
  expect(jsonLines(ended.output).at(-1)).toMatchObject({ event: 'finished', status: 'stopped' })
  expect((await command.run(['run', 'good.json', '--db', 'a.lab'])).code).toBe(0)
})

test('a second name of a lab file is refused to a second writer: a symbolic link, a hard link, a new name', async ({
  command,
}) => {
  await command.write('endless.json', endless('endless'))
  const writer = command.start(['run', 'endless.json', '--json', '--db', 'a.lab'])
  await expect.poll(async () => Number((await readRuns(command))[0]?.steps ?? 0)).toBeGreaterThan(0)
  await symlink('a.lab', command.path('alias.lab'))
  const byLink = await command.run(['run', 'good.json', '--db', 'alias.lab'])
  expect(byLink).toMatchObject({ code: 2, errors: expect.stringContaining('a.lab is in use by another Second Moment') })
  await link(command.path('a.lab'), command.path('hard.lab'))
  const byHardLink = await command.run(['run', 'good.json', '--db', 'hard.lab'])
  expect(byHardLink).toMatchObject({ code: 2, errors: expect.stringContaining('hard.lab has 2 names (hard links)') })
  await rm(command.path('hard.lab'))
  writer.process.kill('SIGINT')
  expect(jsonLines((await writer.result).output).at(-1)).toMatchObject({ event: 'finished', status: 'stopped' })
})

for (const [how, takeAway] of [
  ['deleted', (command: LabCommand) => rm(command.path('a.lab'))],
  ['replaced', (command: LabCommand) => rename(command.path('backup.lab'), command.path('a.lab'))],
] as const) {
  test(`a lab file that is ${how} while a run trains is noticed, and the run goes on in a new file beside it`, async ({
    command,
  }) => {
    await command.write('endless.json', endless('endless'))
    await command.run(['run', 'good.json', '--db', 'a.lab'])
    await copyFile(command.path('a.lab'), command.path('backup.lab'))
    const writer = command.start(['run', 'endless.json', '--json', '--db', 'a.lab'])
    await expect.poll(async () => Number((await readRuns(command))[1]?.steps ?? 0)).toBeGreaterThan(0)
    await takeAway(command)
    await expect.poll(async () => (await readdir(command.folder)).includes('a-saved.lab')).toBe(true)
    await expect.poll(async () => (await command.list('a-saved.lab')).length).toBe(2)
    writer.process.kill('SIGINT')
    const { code, output, errors } = await writer.result
    expect(code).toBe(1)
    expect(errors).toContain('while it was open')
    expect(errors).toContain(`are saved in ${command.path('a-saved.lab')}, and training goes on there`)
    expect(jsonLines(output).find(({ event }) => event === 'moved')).toMatchObject({
      from: command.path('a.lab'),
      file: command.path('a-saved.lab'),
    })
    expect(await command.list('a-saved.lab')).toMatchObject([{ status: 'completed' }, { status: 'stopped' }])
    expect((await readdir(command.folder)).filter((name) => /-(wal|shm|writer)$|part/.test(name))).toEqual([])
  })
}

test('Ctrl-C keeps what was recorded, with parameters and digest, and takes the waiting runs along', async ({
  command,
}) => {
  await command.write('endless.json', endless('endless'))
  const run = command.start(['run', 'endless.json', '--seeds', '80', '--json', '--db', 'a.lab'])
  await expect.poll(async () => Number((await readRuns(command))[0]?.steps ?? 0)).toBeGreaterThan(0)
  run.process.kill('SIGINT')
  const { code, errors } = await run.result
  expect({ code, errors }).toEqual({ code: 130, errors: '' })

  const runs = await command.list('a.lab')
  expect(runs).toHaveLength(80)
  expect(new Set(runs.map((one) => one.status))).toEqual(new Set(['stopped']))
  expect(runs[0]?.parameterDigest).toMatch(/^sha256:/)
  const parameters = await command.run(['export', '1', '--what', 'parameters', '--db', 'a.lab'])
  expect(parameters.code).toBe(0)
  expect(await readdir(command.folder)).toEqual(['a.lab', 'endless.json', 'good.json'])
})

test('a run whose process is killed is interrupted with what it had, and the lab file is whole', async ({
  command,
}) => {
  await command.write('endless.json', endless('endless'))
  const run = command.start(['run', 'endless.json', '--json', '--db', 'a.lab'])
  await expect.poll(async () => Number((await readRuns(command))[0]?.steps ?? 0)).toBeGreaterThan(0)
  run.process.kill('SIGKILL')
  await run.result

  expect((await command.run(['run', 'good.json', '--json', '--db', 'a.lab'])).code).toBe(0)
  const [killed, good] = await command.list('a.lab')
  expect(killed).toMatchObject({ status: 'interrupted' })
  expect(Number(killed?.steps)).toBeGreaterThan(0)
  expect(good).toMatchObject({ status: 'completed' })
})

/** As far as there are any: the lab file may not be there yet. */
async function readRuns(command: LabCommand): Promise<readonly Record<string, unknown>[]> {
  const { code, output } = await command.run(['list', '--json', '--db', 'a.lab'])
  return code === 0 ? jsonLines(output) : []
}

async function expectRefused(
  command: LabCommand,
  words: readonly string[],
  ...parts: readonly string[]
): Promise<void> {
  const file = command.path(words.at(-1) ?? '')
  const before = await readFile(file).catch(() => null)
  const names = await readdir(command.folder)
  const { code, output, errors } = await command.run(words)
  expect(output).toBe('')
  expect(errors).toMatch(/^lab: [^\n]+\n$/)
  for (const part of parts) expect(errors).toContain(part)
  expect(code).toBe(2)
  expect(await readdir(command.folder)).toEqual(names)
  expect(await readFile(file).catch(() => null)).toEqual(before)
}
