/**
 * Keeps data read from files in memory for the next job of this process, as long as the files are unchanged.
 *
 * A file is unchanged when the opened file has the same device, inode and size, and its content and metadata have the same
 * times of change, to the nanosecond. No program can set the time of the metadata, so a file that was changed and given its
 * old time back is noticed. A file that had been changed within two seconds before it was read is not kept: a file system's clock may be so coarse
 * that the next change would not be seen. What a run trained on is told by the digest of the bytes in any case.
 *
 * Values are shared by jobs one after the other: whoever gets one does not change it. Nothing is kept until `keepUpTo`.
 */
import { closeSync, fstatSync, openSync, statSync } from 'node:fs'

interface Kept {
  readonly identity: string
  readonly value: unknown
  readonly sizeBytes: number
}

/** Coarser than the clock of any file system that is known: FAT counts two seconds. */
const unsettledMs = 2000

export class KeptReads {
  readonly #nowMs: () => number
  /** The one used last is the last. */
  readonly #kept = new Map<string, Kept>()
  #mostBytes = 0

  /** @param nowMs - the time of day that files are stamped with */
  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs
  }

  /** In memory. */
  get sizeBytes(): number {
    let total = 0
    for (const kept of this.#kept.values()) total += kept.sizeBytes
    return total
  }

  get isOn(): boolean {
    return this.#mostBytes > 0
  }

  /** So much at most; those used longest ago leave first. */
  keepUpTo(mostBytes: number): void {
    this.#mostBytes = mostBytes
    this.#makeRoom(0)
  }

  /**
   * @param key - how the files are read: all that shapes the value besides their bytes
   * @param files - full paths of all that are read
   * @param sizeBytes - of the value in memory
   * @throws whatever `read` throws
   */
  read<T>(key: string, files: readonly string[], read: () => T, sizeBytes: (value: T) => number): T {
    if (!this.isOn) return read()
    const name = JSON.stringify([key, ...files])
    const identity = this.#identityOf(files)
    const kept = this.#kept.get(name)
    this.#kept.delete(name)
    if (kept !== undefined && identity !== null && kept.identity === identity) {
      this.#kept.set(name, kept)
      return kept.value as T
    }
    const value = read()
    const size = sizeBytes(value)
    if (identity === null || size > this.#mostBytes || this.#identityOf(files) !== identity) return value
    this.#makeRoom(size)
    this.#kept.set(name, { identity, value, sizeBytes: size })
    return value
  }

  #makeRoom(sizeBytes: number): void {
    let total = this.sizeBytes + sizeBytes
    for (const [name, kept] of this.#kept) {
      if (total <= this.#mostBytes) return
      this.#kept.delete(name)
      total -= kept.sizeBytes
    }
  }

  /** Null where one cannot be opened, or was changed a moment ago: then it is read. */
  #identityOf(files: readonly string[]): string | null {
    const identities: string[] = []
    for (const file of files) {
      const facts = factsOf(file)
      if (facts === null) return null
      const changedMs = Number(facts.mtimeNs > facts.ctimeNs ? facts.mtimeNs : facts.ctimeNs) / 1e6
      if (this.#nowMs() - changedMs < unsettledMs) return null
      identities.push([facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(':'))
    }
    return identities.join(' ')
  }
}

/** Of the file that is opened, not of its name: a file system over a network asks its server then. */
function factsOf(file: string) {
  try {
    // a pipe would keep whoever opens it waiting
    if (!statSync(file).isFile()) return null
    const descriptor = openSync(file, 'r')
    try {
      return fstatSync(descriptor, { bigint: true })
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return null
  }
}

/** Of this process. */
export const keptReads = new KeptReads()
