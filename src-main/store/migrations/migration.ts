/** One numbered change of the lab file's format. Never edited once released; its number is its place in the list. */
import type { WritableDb } from '../labDatabase'

export interface Migration {
  /** File name without its ending, such as `0001_createRuns`. */
  readonly name: string
  /** Runs inside a transaction that also sets `user_version`. */
  apply(db: WritableDb): void
}
