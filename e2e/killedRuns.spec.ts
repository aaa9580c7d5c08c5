/** A trainer, a command or the window that is killed at any moment: the run that is resumed is the run nobody killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { inProject } from './support/labApp'

test('killed at random moments and resumed, a run has the digest, the rows and the moments of the uninterrupted one', async () => {
  const script = inProject('scripts/reliability/killedRuns.mjs')
  const run = spawn(process.execPath, [script, '--moments', '6', '--seed', '5', '--steps', '12000'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], output, errors] = await Promise.all([once(run, 'close'), text(run.stdout), text(run.stderr)])
  expect({ code, errors }, output).toEqual({ code: 0, errors: '' })
  expect(output).toMatch(/^6 same, 0 at fault$/m)
})
