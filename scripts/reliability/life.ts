/**
 * The life of a lab file in stages, for visits of every moment at which a program can end: what each stage does, and how the
 * file that is left is judged.
 *
 *   node life.mjs STAGE FOLDER
 *
 * does one stage with FOLDER/study.lab, and writes a line for each thing that is then stored: `committed DIGEST`, `safe` once
 * it is on the disk, `done` at the end. The digest is of every row, so it names a state of the file.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { sentence } from '../../src-main/contract/errors'
import { type RunId, runIdSchema } from '../../src-main/contract/identifiers'
import { unwrap } from '../../src-main/contract/result'
import { appendFrame } from '../../src-main/store/appendFrame'
import { checkFile } from '../../src-main/store/checkFile'
import { finishRun } from '../../src-main/store/finishRun'
import { asReadable, type ReadableDb } from '../../src-main/store/labDatabase'
import type { LabFile, WritableLabFile } from '../../src-main/store/labFile'
import { migrate, supportedVersion } from '../../src-main/store/migrate'
import { migrations } from '../../src-main/store/migrations/index'
import type { Migration } from '../../src-main/store/migrations/migration'
import { type openForLooking, openLabFile } from '../../src-main/store/openLabFile'
import { replaceFile } from '../../src-main/store/replaceFile'
import { saveRule } from '../../src-main/store/rules'
import { purgeRuns, trashRuns } from '../../src-main/store/runs/editRuns'
import { startRun } from '../../src-main/store/runs/runStatus'
import { sweep } from '../../src-main/store/sweep'
import { insertSamples } from '../../src-main/store/testing/insertSamples'
import { sampleOutcome } from '../../src-main/store/testing/sampleOutcome'
import { sampleCheckpoint } from '../../src-main/store/testing/sampleSnapshot'

const name = 'study.lab'
const exported = 'series.csv'
const oldExport = 'step,value\n1,2\n'
const newExport = `${oldExport}${'2,3\n'.repeat(5000)}`
const firstRun = runIdSchema.parse(1)

interface Stage {
  readonly what: string
  /** Done before, undisturbed; the folder is empty when left out. */
  readonly after?: string
  act(labFile: WritableLabFile, report: Report): Promise<void> | void
}

interface Report {
  committed(): void
  safe(): Promise<void>
}

/** A frame of 300 rows, so that a few of them fill a chunk and begin a level. */
function frame(db: WritableLabFile['db'], run: RunId, number: number, isKept: boolean): void {
  const first = number * 300 + 1
  const steps = Float64Array.from({ length: 300 }, (_, index) => first + index)
  const row = { shape: { columns: ['value'] }, steps, values: steps.map((step) => 1 / step) }
  const progress = { trainingLoss: 1, bestTrainingLoss: 1, validationLoss: null, validationAccuracy: null }
  appendFrame(
    db,
    run,
    {
      step: first + 299,
      elapsedMs: number,
      stepsPerSecond: 1,
      rows: ['trainingLoss', 'gradientNorm'].map((diagnostic) => ({ key: { diagnostic, parameter: '' }, ...row })),
    },
    isKept ? { ...progress, checkpoint: sampleCheckpoint({ step: first + 299 }) } : progress,
  )
}

/** Of a format to come: every row changes, and so does the table. */
const nextMigration: Migration = {
  name: 'next',
  apply: (db) => db.exec('ALTER TABLE runs ADD COLUMN next INTEGER; UPDATE runs SET next = id, note = name'),
}

export const stages: Readonly<Record<string, Stage>> = {
  make: { what: 'a lab file is made', act: () => {} },
  open: { what: 'it is opened and closed', after: 'make', act: () => {} },
  insert: {
    what: 'runs are queued',
    after: 'make',
    act({ db }, report) {
      insertSamples(db, 3)
      report.committed()
      startRun(db, firstRun, 1)
      report.committed()
    },
  },
  frames: {
    what: 'frames of a run',
    after: 'insert',
    async act({ db }, report) {
      for (let number = 0; number < 5; number++) {
        frame(db, firstRun, number, false)
        report.committed()
        if (number === 2) await report.safe()
      }
    },
  },
  snapshots: {
    what: 'frames with checkpoints',
    after: 'frames',
    act({ db }, report) {
      for (let number = 5; number < 8; number++) {
        frame(db, firstRun, number, true)
        report.committed()
      }
    },
  },
  finish: {
    what: 'a run ends',
    after: 'snapshots',
    async act({ db }, report) {
      finishRun(db, firstRun, { ...sampleOutcome, step: 2400 }, 2)
      report.committed()
      await report.safe()
    },
  },
  purge: {
    what: 'a run is removed for good',
    after: 'finish',
    act({ db }, report) {
      trashRuns(db, [firstRun], 3)
      report.committed()
      purgeRuns(db, [firstRun])
      report.committed()
      while (sweep(db, () => true)) report.committed()
      report.committed()
    },
  },
  migrate: {
    what: 'the file is brought to a newer format',
    after: 'finish',
    act({ db }, report) {
      migrate(db, supportedVersion + 1, [...migrations, nextMigration])
      report.committed()
    },
  },
  move: {
    what: 'it goes on in another file',
    after: 'finish',
    async act(labFile, report) {
      unwrap(await labFile.moveTo(join(labFile.file, '..', 'moved.lab')))
      saveRule(labFile.db, 'moved', 'w = w - g', 0)
      report.committed()
    },
  },
}

/** Every row of every table but what differs by chance from one making to the next. */
function digestOf(db: ReadableDb): string {
  const hash = createHash('sha256')
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
  const byChance = new Set(['uid', 'checksum', 'created_at_ms'])
  for (const { name: table } of tables) {
    if (table.startsWith('sqlite_')) continue
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).iterate()) {
      const stored = Object.entries(row).filter(([column]) => !byChance.has(column))
      hash.update(
        JSON.stringify([table, stored], (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value)),
      )
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

export async function live(stage: string, folder: string): Promise<void> {
  if (stage === 'export') {
    replaceFile(join(folder, exported), [newExport])
    say('done')
    return
  }
  if (stage === 'read') {
    const labFile = unwrap(openLabFile(join(folder, name), { mode: 'read' }))
    say(`committed ${digestOf(labFile.db)}`)
    labFile.close()
    say('done')
    return
  }
  const known = stages[stage]
  if (known === undefined) throw new Error(`STAGE = ${stage}, must be one of ${Object.keys(stages).join(', ')}`)
  const labFile = unwrap(openLabFile(join(folder, name), { mode: 'write' }))
  const report = {
    committed: () => say(`committed ${digestOf(labFile.db)}`),
    safe: async () => {
      await labFile.whenSafe()
      say('safe')
    },
  }
  report.committed()
  await known.act(labFile, report)
  labFile.close()
  say('done')
}

/** What is left of a folder, as the next programs find it: first one that reads, then one that writes. */
export interface Left {
  /** The states that were found, by reading and by writing; none where there is no lab file. */
  readonly digests: readonly string[]
  /** Everything that is wrong, in words. */
  readonly wrong: readonly string[]
}

export function judge(folder: string, stage: string): Left {
  if (stage === 'export') return { digests: [], wrong: judgeExport(folder) }
  if (stage === 'migrate') return judgeMigration(join(folder, name))
  const digests: string[] = []
  const wrong: string[] = []
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.lab'))) {
    for (const mode of ['read', 'write'] as const) {
      const opened: ReturnType<typeof openForLooking> =
        mode === 'read' ? openLabFile(join(folder, file), { mode }) : openLabFile(join(folder, file), { mode })
      if (!opened.ok) wrong.push(sentence(opened.error))
      else digests.push(lookThrough(opened.value, wrong))
    }
  }
  const litter = readdirSync(folder).filter(
    (one) => !one.endsWith('.lab') && !one.includes('.part') && one !== exported,
  )
  if (litter.length > 0 && digests.length > 0) wrong.push(`${litter.join(', ')} is left behind`)
  return { digests, wrong }
}

function lookThrough(labFile: LabFile, wrong: string[]): string {
  const { damage } = checkFile(labFile)
  wrong.push(...damage.map(sentence))
  const digest = digestOf(labFile.db)
  labFile.close()
  return digest
}

/** This program refuses a format to come, so SQLite is asked itself. */
function judgeMigration(file: string): Left {
  const db = new BetterSqlite3(file)
  const verdict = String(db.pragma('integrity_check', { simple: true }))
  const version = Number(db.pragma('user_version', { simple: true }))
  const columns = db.pragma('table_info(runs)') as readonly { readonly name: string }[]
  const isMigrated = columns.some((column) => column.name === 'next')
  const digest = digestOf(asReadable(db))
  db.close()
  const wrong = verdict === 'ok' ? [] : [verdict]
  if (isMigrated !== (version === supportedVersion + 1)) wrong.push(`format ${version} with the tables of another one`)
  return { digests: [digest, digest], wrong }
}

function judgeExport(folder: string): string[] {
  const file = join(folder, exported)
  const content = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return content === oldExport || content === newExport ? [] : [`${exported} holds a part of what was exported`]
}

export function prepareExport(folder: string): void {
  replaceFile(join(folder, exported), [oldExport])
}

const [, , stage, folder] = process.argv
if (stage !== undefined && folder !== undefined && import.meta.filename === process.argv[1]) await live(stage, folder)
