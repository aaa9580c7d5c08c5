/** What is said of a damaged file is so: whether the rest can be read, its readers know. */
import { readFileSync, writeFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLabFile } from '../../store/openLabFile'
import { insertSamples } from '../../store/testing/insertSamples'
import { temporaryLabFile } from '../../store/testing/temporaryLabFile'
import { exitCodes } from '../exitCodes'
import { checkLabFile } from './checkFile'

/** A closed lab file with runs, of which the byte at a place of the root page of `name` is changed. */
function damaged(name: string | null, place: number): string {
  const { db, file, close } = temporaryLabFile()
  insertSamples(db, 5)
  close()
  const raw = new BetterSqlite3(file, { readonly: true })
  const root = raw.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)
  raw.close()
  const bytes = readFileSync(file)
  bytes[(Number(root ?? 1) - 1) * 4096 + place]! ^= 1
  writeFileSync(file, bytes)
  return file
}

function checked(file: string) {
  const results: string[] = []
  const remarks: string[] = []
  const code = checkLabFile(
    file,
    {},
    { result: (line) => results.push(line), piece: () => {}, remark: (line) => remarks.push(line), isTerminal: false },
  )
  return { code, results, remarks }
}

test.each([
  ['an index', 'runs_by_style', 4, 'the index runs_by_style of the table runs (', true],
  ['the versions in the header', null, 18, 'byte 18 of its header is not what was stored', false],
  ['a list of rows', 'runs', 4, 'runs cannot be found', false],
] as const)(
  'damage of %s is named, and the last line says whether the rest can be read',
  (_, name, place, what, isRead) => {
    const file = damaged(name, place)
    const { code, results, remarks } = checked(file)
    expect(code).toBe(exitCodes.runFailed)
    expect(results.join('\n')).toContain(what)
    const [last] = remarks
    expect(last).toContain(
      isRead ? '1 damaged place; the rest can be read' : 'nothing is read from it; put a whole copy',
    )
    const opened = openLabFile(file, { mode: 'read' })
    if (opened.ok) opened.value.close()
    expect(opened.ok).toBe(isRead)
  },
)
