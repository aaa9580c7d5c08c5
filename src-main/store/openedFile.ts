/**
 * The file under a writing handle: whether its name still means it, and whether only this process has written it.
 *
 * Only SQLite's fold of the log writes the file itself, within commits and closes of this process. So a size and a time of
 * change that are not those after the last of them are another program's, such as `cp backup.lab study.lab`. Where they
 * come from a mere touch, the header is what it was.
 *
 * Hazard: closing a descriptor of a file drops the locks that this process has on it, so this one is open from before SQLite
 * opens the file until after it has closed it.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type LabError, LabFailure } from '../contract/errors'
import { type Identity, identityOf, isSame } from './labFilePlace'

const headerBytes = 100

interface State {
  readonly size: bigint
  readonly changedNs: bigint
  readonly header: Buffer
}

export class OpenedFile {
  readonly #file: string
  readonly #descriptor: number
  #left: State
  readonly identity: Identity

  constructor(file: string) {
    this.#file = file
    this.#descriptor = openSync(file, 'r')
    const { dev, ino } = fstatSync(this.#descriptor, { bigint: true })
    this.identity = { device: dev, inode: ino }
    this.#left = this.#state()
  }

  /** To be called whenever this process may have written the file. */
  noteWrite(): void {
    this.#left = this.#state()
  }

  /** What has become of the file that was opened under this name; null while it is there. */
  loss(): LabError | null {
    let present: Identity | undefined
    try {
      present = identityOf(this.#file)
    } catch {
      // A folder of its path is gone, or cannot be looked into any more.
    }
    if (isSame(present, this.identity)) return null
    return { kind: 'labFileLost', file: this.#file, how: present === undefined ? 'gone' : 'replaced' }
  }

  /** Whether another program has written it; its log is of pages that are not there any more. */
  isOverwritten(): boolean {
    const { size, mtimeNs } = fstatSync(this.#descriptor, { bigint: true })
    if (size === this.#left.size && mtimeNs === this.#left.changedNs) return false
    const now = this.#state()
    if (now.size !== this.#left.size || !now.header.equals(this.#left.header)) return true
    this.#left = now
    return false
  }

  /** @throws LabFailure when what is committed now would not be in the file of that name */
  assertOurs(): void {
    const error = this.loss()
    if (error !== null) throw new LabFailure(error)
    if (!this.isOverwritten()) return
    const reason =
      'was overwritten by another program while it was open: what stood in its log is gone; open it again for what it holds now'
    throw new LabFailure({ kind: 'storeUnavailable', file: this.#file, reason })
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #state(): State {
    const { size, mtimeNs } = fstatSync(this.#descriptor, { bigint: true })
    const header = Buffer.alloc(headerBytes)
    readSync(this.#descriptor, header, 0, headerBytes, 0)
    return { size, changedNs: mtimeNs, header }
  }
}
