/** Lab files that are opened and closed while others still close; the trainer is the stand-in of `runs/testing`. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { unwrap } from '../contract/result'
import { createNodeJobs } from '../runs/nodeJobs'
import type { Publish } from '../runs/publish'
import { document, testRegistry, trainerEntry } from '../runs/testing/temporaryService'
import { openLabFile } from '../store/openLabFile'
import { openReader } from '../store/reader/reader'
import { listRuns, readRun } from '../store/runs/readRuns'
import { createLabSession } from './labSession'

function temporarySession() {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-session-'))
  const told: (string | null)[] = []
  const publish = ((name: string, payload: { state: { error: { kind: string } | null } }) => {
    if (name === 'lab.changed') told.push(payload.state.error?.kind ?? null)
  }) as Publish
  const remembered: string[] = []
  const jobs = createNodeJobs(trainerEntry, 2)
  const session = createLabSession({
    jobs,
    // No test here reads series, so that its thread is never started.
    openReader: (file) => openReader('', file),
    registry: testRegistry,
    publish,
    remember: (file) => remembered.push(file),
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
  return { session, told, remembered, path: (name: string) => join(folder, name) }
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

test('a file that is deleted while a run trains holds the run, which goes on in the file that is chosen', async () => {
  const { session, path } = temporarySession()
  await session.switchTo(path('study.lab'))
  const { labFile, service } = unwrap(session.open())
  const [run] = unwrap(service.start([document('long', { budget: { steps: 5000 } })]))
  while (readRun(labFile.db, run!)?.step === 0) await setImmediate()
  rmSync(path('study.lab'))
  while (session.state().held === null) await setImmediate()
  expect(session.state()).toMatchObject({ error: null, held: { error: { kind: 'labFileLost', how: 'gone' } } })
  const heldAt = readRun(labFile.db, run!)!.step
  expect(await session.saveAs(path('saved.lab'))).toEqual({ ok: true, value: path('saved.lab') })
  await service.whenWritable()
  expect(session.state()).toMatchObject({ file: path('saved.lab'), held: null })
  while (readRun(labFile.db, run!)!.step === heldAt) await setImmediate()
  await session.close()
  expect(existsSync(path('study.lab'))).toBe(false)
})

test('a lost file without a frame under way is noticed too, and training goes on when it is put back', async () => {
  const { session, path } = temporarySession()
  await session.switchTo(path('study.lab'))
  renameSync(path('study.lab'), path('moved.lab'))
  while (session.state().held === null) await setImmediate()
  renameSync(path('moved.lab'), path('study.lab'))
  await unwrap(session.open()).service.whenWritable()
  expect(session.state().held).toBeNull()
})

test('a lost file that is closed is saved beside its place, and the next start opens that', async () => {
  const { session, remembered, path } = temporarySession()
  await session.switchTo(path('study.lab'))
  const { service } = unwrap(session.open())
  unwrap(service.start([document('waits')]))
  rmSync(path('study.lab'))
  await session.close()
  expect(remembered).toEqual([path('study-saved.lab')])
  expect(session.state().rescued).toBe(path('study-saved.lab'))
  const saved = unwrap(openLabFile(path('study-saved.lab'), { mode: 'read' }))
  expect(listRuns(saved.db).runs.map(({ name }) => name)).toEqual(['waits'])
  saved.close()
})
