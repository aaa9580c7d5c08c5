/** An open lab file: its handle, and what ends it. */
import type { Result } from '../contract/result'
import type { ReadableDb, WritableDb } from './labDatabase'

export interface LabFile {
  /** Full path. */
  readonly file: string
  readonly db: ReadableDb
  /** The database and its write-ahead log together. */
  sizeBytes(): number
  /** Runs `body`; what the lab file causes (full disk, damaged page, `LabFailure`) comes back as an error value. */
  attempt<T>(body: () => T): Result<T>
  /** Ends the handle; after a writer's clean close the one file is whole. A second call does nothing. */
  close(): void
}

export interface WritableLabFile extends LabFile {
  readonly db: WritableDb
}
