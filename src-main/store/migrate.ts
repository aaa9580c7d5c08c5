/**
 * Brings a lab file to a format: each migration in one transaction together with its number.
 *
 * `application_id` marks the file as ours; `user_version` is the format, and is 0 in a file without tables.
 */
import { InvariantError } from '../contract/assertNever'
import { inTransaction, type ReadableDb, type WritableDb } from './labDatabase'
import { migrations } from './migrations/index'
import type { Migration } from './migrations/migration'

/** "SMlb" in ASCII. */
export const labApplicationId = 0x534d6c62
/** "2mom" in ASCII: lab files of development versions, whose formats are not read. */
export const developmentApplicationId = 0x326d6f6d

/** The newest format this program reads and writes. */
export const supportedVersion = migrations.length

export function readVersion(db: ReadableDb): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * @param target format to stop at; tests of one migration name it.
 * @param list what leads from format to format; a test may add to it.
 * @throws InvariantError when the file is newer than `target`: it is to be refused before.
 */
export function migrate(
  db: WritableDb,
  target: number = supportedVersion,
  list: readonly Migration[] = migrations,
): void {
  const version = readVersion(db)
  if (version > target) throw new InvariantError(`format = ${version}, must be at most ${target}`)
  list.slice(version, target).forEach((migration, offset) => {
    inTransaction(db, () => {
      migration.apply(db)
      db.pragma(`application_id = ${labApplicationId}`)
      db.pragma(`user_version = ${version + offset + 1}`)
    })
  })
}
