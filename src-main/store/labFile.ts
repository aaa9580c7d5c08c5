/** An open lab file: its handle, and what ends it. */
import type { LabError } from '../contract/errors'
import type { Result } from '../contract/result'
import type { ReadableDb, WritableDb } from './labDatabase'

export interface LabFile {
  /** Full path, symbolic links resolved. */
  readonly file: string
  readonly db: ReadableDb
  /** The database and its write-ahead log together. */
  sizeBytes(): number
  /** Runs `body`; what the lab file causes (full disk, damaged page, `LabFailure`) comes back as an error value. */
  attempt<T>(body: () => T): Result<T>
  /** Ends the handle; after a writer's clean close the one file is whole. A second call does nothing. */
  close(): void
}

/** `file` and `db` change when it is moved to another place: read them anew for each use. */
export interface WritableLabFile extends LabFile {
  readonly db: WritableDb
  /** Why the file is no longer the one of its name; null while it is. Nothing is committed to one that is lost. */
  lost(): LabError | null
  /** Settles when all that has been committed is on the disk: a power cut takes nothing of it. */
  whenSafe(): Promise<void>
  /**
   * Copies what is open to a new file, also of a file that is lost, and goes on there: the old handle is closed. Nothing
   * may be written meanwhile. When it fails, the lab file is as it was.
   */
  moveTo(file: string): Promise<Result<undefined>>
}
