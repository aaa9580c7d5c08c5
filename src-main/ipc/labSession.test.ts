/** Lab files that are opened and closed while others still close; the trainer is the stand-in of `runs/testing`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { unwrap } from '../contract/result'
import { createNodeJobs } from '../runs/nodeJobs'
import type { Publish } from '../runs/publish'
import { document, testRegistry, trainerEntry } from '../runs/testing/temporaryService'
import { openReader } from '../store/reader/reader'
import { createLabSession } from './labSession'

function temporarySession() {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-session-'))
  const told: (string | null)[] = []
  const publish = ((name: string, payload: { state: { error: { kind: string } | null } }) => {
    if (name === 'lab.changed') told.push(payload.state.error?.kind ?? null)
  }) as Publish
  const jobs = createNodeJobs(trainerEntry, 2)
  const session = createLabSession({
    jobs,
    // No test here reads series, so that its thread is never started.
    openReader: (file) => openReader('', file),
    registry: testRegistry,
    publish,
    cores: 2,
    backend: 'typescript',
    nativeAbsence: null,
    appVersion: '0',
    runtime: 'Node',
  })
  onTestFinished(async () => {
    await session.close()
    await jobs.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { session, told, path: (name: string) => join(folder, name) }
}

test('a file chosen while another closes on a full disk is open in the end, and stays so', async () => {
  const { session, told, path } = temporarySession()
  await session.switchTo(path('full.lab'))
  const { labFile, service } = unwrap(session.open())
  const pages = Number(labFile.db.pragma('page_count', { simple: true }))
  labFile.db.pragma(`max_page_count = ${pages + 3}`)
  unwrap(service.start([document('waits'), document('long', { budget: { steps: 5000 } })]))
  while (session.open().ok) await setImmediate()
  expect(await session.switchTo(path('sound.lab'))).toMatchObject({ file: path('sound.lab'), error: null })
  expect(told).toEqual([null, 'storeUnavailable', null])
  expect(unwrap(session.open()).labFile.file).toBe(path('sound.lab'))
})

test('of two files asked for at once the later one is open, and the earlier one is free for others', async () => {
  const { session, path } = temporarySession()
  await session.switchTo(path('first.lab'))
  unwrap(unwrap(session.open()).service.start([document('waits')]))
  await Promise.all([session.switchTo(path('second.lab')), session.switchTo(path('third.lab'))])
  expect(session.state()).toMatchObject({ file: path('third.lab'), error: null })
  const other = temporarySession()
  expect(await other.session.switchTo(path('second.lab'))).toMatchObject({ error: null })
})
