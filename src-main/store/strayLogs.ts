/**
 * Write-ahead logs that lie beside the wrong file: SQLite finds a log by name, and would replay it into whatever file has
 * that name now. A file that was replaced, moved or deleted while it was open, or after a crash, leaves such a log.
 *
 * The locks of the writer say which file a log is of. No log is removed here: one of another file is set aside under
 * `….left`, one of this file is brought back to it.
 */
import { renameSync, rmSync, statSync } from 'node:fs'
import { canWrite, type Identity, isSame, refuse } from './labFilePlace'
import { type Holder, holderText, isHeld, lockBeside, lockOf, readHolder } from './writerLock'

/**
 * Sees to it that a log beside the file is the file's own. Before this process has it open or locked.
 *
 * @throws LabFailure `storeUnavailable` while a process writes the file under another name, or another file under this
 *   one: what is read would be torn.
 */
export function settleLogs(file: string, present: Identity): void {
  refuseOrSetAside(file, present)
  bringBack(file, present)
}

/** Before a file is made: what an earlier one of its name has left is not its own. */
export function setLogsAside(file: string): void {
  for (const log of [`${file}-wal`, `${file}-journal`]) if (hasBytes(log)) renameSync(log, `${log}.left`)
  rmSync(`${file}-shm`, { force: true })
}

function refuseOrSetAside(file: string, present: Identity): void {
  const beside = lockBeside(file)
  const holder = readHolder(beside)
  if (!isOfAnother(holder, present)) return
  if (isHeld(beside)) {
    refuse(file, `was put in the place of a file that ${holderText(holder, file)} still writes; close that one first`)
  }
  if (!hasBytes(`${file}-wal`)) return
  if (!canWrite(file))
    refuse(file, `lies beside the log of another file, ${file}-wal; copy it to a folder without that`)
  setLogsAside(file)
}

function bringBack(file: string, present: Identity): void {
  const itself = lockOf(present)
  const holder = readHolder(itself)
  if (holder === undefined || holder.file === file) return
  if (isHeld(itself)) refuse(file, `is in use by ${holderText(holder, file)}; close it or name another file`)
  // Whoever has opened another file under the old name since then has set the log aside.
  const isItsLog = isSame(readHolder(lockBeside(holder.file))?.opened, present)
  if (!isItsLog || !hasBytes(`${holder.file}-wal`) || hasBytes(`${file}-wal`) || !canWrite(file)) return
  renameSync(`${holder.file}-wal`, `${file}-wal`)
  for (const left of [`${holder.file}-shm`, lockBeside(holder.file), itself]) rmSync(left, { force: true })
}

/** A copy of a file with its log and its lock is another file too, but the log is its own. */
function isOfAnother(holder: Holder | undefined, present: Identity): holder is Holder {
  return holder?.opened !== undefined && holder.isOriginal && !isSame(holder.opened, present)
}

function hasBytes(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size > 0
}
