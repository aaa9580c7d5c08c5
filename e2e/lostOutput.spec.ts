/** The `lab` command whose output nobody takes any more, or that is told to end with all its processes: no run is lost. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { bowl } from './support/documents'
import { inProject } from './support/labApp'
import { expect, type LabCommand, test } from './support/labCommand'

/** More steps than any test waits for. */
const endless = bowl('endless', { budget: { steps: 100_000_000 } })
const running = ['run', 'endless.json', '--json', '--db', 'a.lab']

/** In a group of processes of its own, as a shell starts it. */
function start(command: LabCommand, output: 'pipe' | number) {
  return spawn(process.execPath, [inProject('out/main/lab.js'), ...running], {
    cwd: command.folder,
    detached: true,
    stdio: ['ignore', output, 'pipe'],
  })
}

/** Once it has told of rows. */
async function hasTrained({ stdout }: ChildProcess): Promise<void> {
  let heard = ''
  while (!/"step":[1-9]/.test(heard)) heard += String((await once(stdout!, 'data'))[0])
}

test('a reader that has seen enough stops the run as Ctrl-C does: what it has is kept, and it can be resumed', async ({
  command,
}) => {
  await command.write('endless.json', endless)
  const run = start(command, 'pipe')
  await hasTrained(run)
  run.stdout!.destroy()
  const [code] = await once(run, 'close')
  expect(code).toBe(130)
  expect(await command.list('a.lab')).toMatchObject([{ status: 'stopped', parameterDigest: expect.any(String) }])
})

test('output that cannot be written stops the run, is said in one line, and ends with 1', async ({ command }) => {
  await command.write('endless.json', endless)
  const readOnly = openSync(command.path('endless.json'), 'r')
  const run = start(command, readOnly)
  closeSync(readOnly)
  let errors = ''
  run.stderr!.on('data', (piece: Buffer) => {
    errors += piece.toString()
  })
  const [code] = await once(run, 'close')
  expect({ code, errors }).toEqual({ code: 1, errors: 'lab: standard output cannot be written (EBADF)\n' })
  expect(await command.list('a.lab')).toMatchObject([{ status: 'stopped' }])
})

for (const signal of ['SIGTERM', 'SIGHUP'] as const)
  test(`${signal} to the whole group of processes stops the run and keeps it: its trainer does not die of it`, async ({
    command,
  }) => {
    await command.write('endless.json', endless)
    const run = start(command, 'pipe')
    await hasTrained(run)
    run.stdout!.resume()
    process.kill(-run.pid!, signal)
    const [code] = await once(run, 'close')
    expect(code).toBe(130)
    expect(await command.list('a.lab')).toMatchObject([{ status: 'stopped', parameterDigest: expect.any(String) }])
  })
