/** Pages that SQLite finds sound and that hold something else: told as damage of the file, in words, never left out. */
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { unwrap } from '../../contract/result'
import { openLabFile } from '../openLabFile'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { listRuns } from './readRuns'

test.each([
  ['a document that is no JSON', "UPDATE experiments SET document = 'ZZZZ'"],
  ['a document that is no experiment', 'UPDATE experiments SET document = \'{"seed":1}\''],
  ['no document', 'DELETE FROM experiments'],
  ['a status that is none', "UPDATE runs SET status = 'ZZZZ'"],
  ['a failure that is no error', "UPDATE runs SET failure = 'ZZZZ'"],
])('a run with %s makes the list say that the lab file is damaged', (_, statement) => {
  const written = temporaryLabFile()
  insertSamples(written.db, 1)
  written.close()
  const raw = new BetterSqlite3(written.file)
  raw.pragma('foreign_keys = OFF')
  raw.exec(statement)
  raw.close()
  const labFile = unwrap(openLabFile(written.file, { mode: 'read' }))
  expect(labFile.attempt(() => listRuns(labFile.db))).toMatchObject({
    ok: false,
    error: { kind: 'storeUnavailable', file: written.file, reason: expect.stringMatching(/^is damaged; /) },
  })
  labFile.close()
})
