/** What every command shares: where paths resolve, which lab file is meant, and which run. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LabFailure } from '../contract/errors'
import { type RunId, runIdSchema } from '../contract/identifiers'
import { unwrap } from '../contract/result'
import type { RunRecord, RunSummary } from '../contract/run'
import { defaultLabFile } from '../store/dataFolder'
import type { LabFile, WritableLabFile } from '../store/labFile'
import { openLabFile } from '../store/openLabFile'
import { readRun } from '../store/runs/readRuns'
import { storeFailure } from '../store/storeFailure'
import { hasLivingWriter } from '../store/writerLock'

/**
 * A path as the user means it: from the folder where the command was called. `npm run` moves into the folder of
 * `package.json` and keeps the caller's in `INIT_CWD`; a program that npm started and that stands elsewhere means its own.
 */
export function userPath(path: string): string {
  const { INIT_CWD, npm_package_json } = process.env
  const isMovedByNpm = npm_package_json !== undefined && dirname(npm_package_json) === process.cwd()
  return resolve(isMovedByNpm && INIT_CWD !== undefined ? INIT_CWD : process.cwd(), path)
}

/** The lab file named by `--db`, or the app's own. */
export function labFilePath(db: string | undefined): string {
  return db === undefined ? defaultLabFile(process.env, process.platform) : userPath(db)
}

/** @throws LabFailure when the text is not a run's number. */
export function parseRunId(text: string): RunId {
  const parsed = runIdSchema.safeParse(/^[0-9]{1,15}$/.test(text) ? Number(text) : undefined)
  if (parsed.success) return parsed.data
  const what = `RUN = "${text}", must be the number of a run, as "lab list" shows it`
  throw new LabFailure({ kind: 'invalidInput', what, problems: [] })
}

/** @throws LabFailure when the lab file has no such run. */
export function findRun(labFile: LabFile, id: RunId): RunSummary {
  const run = unwrap(labFile.attempt(() => readRun(labFile.db, id)))
  if (run === undefined) throw new LabFailure({ kind: 'runNotFound', run: String(id) })
  return asTheyAre(labFile, [run])[0] ?? run
}

/**
 * Runs as whoever opens the file for writing would find them: what is `running` while nobody writes was left by a program
 * that is gone. Nothing is written.
 */
export function asTheyAre<R extends RunRecord>({ file }: LabFile, runs: readonly R[]): readonly R[] {
  if (runs.every(({ status }) => status !== 'running') || hasLivingWriter(file)) return runs
  return runs.map((run) =>
    run.status === 'running' ? { ...run, status: 'interrupted', isPaused: false, stepsPerSecond: null } : run,
  )
}

/** Opens for reading; the file is not made, nor anything in it changed. @throws LabFailure when it cannot be opened */
export function openForReading(db: string | undefined): LabFile {
  return unwrap(openLabFile(labFilePath(db), { mode: 'read' }))
}

/** Opens for reading, uses and closes. */
export function reading<T>(db: string | undefined, use: (labFile: LabFile) => T): T {
  const labFile = openForReading(db)
  try {
    return use(labFile)
  } finally {
    labFile.close()
  }
}

/** Opens for writing, and makes what is not there. The caller closes it. */
export function openForWriting(db: string | undefined): WritableLabFile {
  const path = labFilePath(db)
  // The app's own folder may not be there yet; a folder that the user names must be.
  if (db === undefined) makeFolderOf(path)
  return unwrap(openLabFile(path, { mode: 'write' }))
}

function makeFolderOf(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (thrown) {
    const error = storeFailure(path, thrown)
    throw error === undefined ? thrown : new LabFailure(error)
  }
}
