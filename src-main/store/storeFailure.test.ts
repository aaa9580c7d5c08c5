import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { storeFailure } from './storeFailure'

function reasonOf(code: string): string {
  const error = storeFailure('/data/a.lab', new BetterSqlite3.SqliteError('', code))
  return error === undefined ? '' : sentence(error).replace('the lab file /data/a.lab ', '')
}

test.each([
  ['SQLITE_READONLY', 'is read-only; allow writing'],
  ['SQLITE_READONLY_ROLLBACK', 'was left open by a program that ended suddenly'],
  ['SQLITE_READONLY_RECOVERY', 'was left open by a program that ended suddenly'],
  ['SQLITE_READONLY_CANTINIT', 'was left open by a program that ended suddenly'],
  ['SQLITE_READONLY_CANTLOCK', 'is written by another program'],
  ['SQLITE_READONLY_DBMOVED', 'was moved, replaced or deleted'],
  ['SQLITE_READONLY_DIRECTORY', 'cannot be written: its folder is read-only'],
  ['SQLITE_IOERR_READ', 'cannot be read'],
  ['SQLITE_IOERR_SHORT_READ', 'became shorter'],
  ['SQLITE_IOERR_WRITE', 'cannot be written'],
  ['SQLITE_IOERR_FSYNC', 'cannot be made safe on its disk'],
  ['SQLITE_IOERR_DIR_FSYNC', 'cannot be made safe on its disk: its folder'],
  ['SQLITE_IOERR_LOCK', 'cannot be locked where it is'],
  ['SQLITE_IOERR_SHMMAP', 'cannot be shared between programs'],
  ['SQLITE_IOERR_DELETE_NOENT', 'cannot be put right'],
  ['SQLITE_CORRUPT_INDEX', 'is damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'is in use by another program'],
  ['SQLITE_BUSY_RECOVERY', 'is being put right by another program'],
])('%s says that the lab file %s', (code, beginning) => {
  expect(reasonOf(code).startsWith(beginning)).toBe(true)
})

test('a code that SQLite adds to a family has the sentence of the family', () => {
  expect(reasonOf('SQLITE_IOERR_OF_TOMORROW')).toBe('cannot be read or written (the disk reports an error)')
})

test('what SQLite says of a statement is the program’s own fault', () => {
  expect(reasonOf('SQLITE_ERROR')).toBe('')
  expect(reasonOf('SQLITE_CONSTRAINT_UNIQUE')).toBe('')
})
