/**
 * Writes of the lab file, in order. Those that come in one turn of the event loop are one transaction, so that a short run
 * costs little more than its rows. While the file cannot be written for a reason that can pass (another program has locked it,
 * or it is no longer the file of its name), they wait in memory and are tried again by a timer; nothing sleeps.
 *
 * Training is held meanwhile by itself: frames that are not stored are not answered, and a trainer sends no more than four
 * of those. Invariant: what is waiting is stored later, each once and in the order in which it came, or the owner is told
 * why it was not.
 */
import type { LabError } from '../contract/errors'
import { isPassing } from '../contract/errors'
import type { Held } from '../contract/lab'
import { failure, type Result } from '../contract/result'
import { inTransaction } from '../store/labDatabase'
import type { WritableLabFile } from '../store/labFile'
import { storeFailure } from '../store/storeFailure'

export interface HeldWritesOptions {
  readonly labFile: WritableLabFile
  readonly nowMs: () => number
  /** Told when writes begin to wait, when the reason changes, and with null when all of them are stored. */
  readonly onHeld: (held: Held | null) => void
}

interface Write {
  /** May be called again where it, or one beside it, threw: it leaves nothing but what is in the file. */
  readonly write: () => void
  readonly settled: (refusal: Refusal | null) => void
}

/** What a write threw; nothing of it is stored. */
export interface Refusal {
  readonly thrown: unknown
}

const retryMs = 100
/** Longer than that, what waits goes on in the next turn of the event loop, so that a window is answered between. */
const turnMs = 8
/** A file that was moved, deleted or replaced is noticed between frames too. */
const lookMs = 1000
/** Whoever closes the app is not to wait for another program for long. */
const closePatienceMs = 3000

export class HeldWrites {
  readonly #options: HeldWritesOptions
  readonly #waiting: Write[] = []
  readonly #waiters: Array<() => void> = []
  readonly #look: NodeJS.Timeout
  #held: Held | null = null
  #timer: NodeJS.Timeout | undefined
  #turn: NodeJS.Immediate | undefined
  /** The lab file is being copied: a transaction that fails would begin the copy anew. */
  #isStill = false

  constructor(options: HeldWritesOptions) {
    this.#options = options
    this.#look = setInterval(() => {
      const lost = options.labFile.lost()
      if (lost !== null) this.#hold(lost)
    }, lookMs).unref()
  }

  /** Why writes wait; null while they do not. */
  get held(): Held | null {
    return this.#held
  }

  /**
   * Something that must not be lost: written in this turn, or as soon as it can be, after whatever came before it.
   *
   * @param settled - told once that it is stored, or what it threw
   */
  keep(write: Write['write'], settled: Write['settled'] = () => {}): void {
    this.#waiting.push({ write, settled })
    if (this.#mayWrite) this.#turn ??= setImmediate(() => this.#drain(performance.now() + turnMs))
  }

  get #mayWrite(): boolean {
    return this.#held === null && !this.#isStill
  }

  /** Flushes this turn's writes, so that reads see them. */
  flush(): void {
    if (this.#mayWrite) this.#drain()
  }

  /** A write whose caller waits for the result: now or not at all. */
  attempt<T>(body: () => T): Result<T> {
    this.flush()
    if (this.#held !== null) return failure(this.#held.error)
    const result = this.#options.labFile.attempt(body)
    if (!result.ok && isPassing(result.error)) this.#hold(result.error)
    return result
  }

  /** Settles when nothing waits. */
  whenFree(): Promise<void> {
    return this.#held === null ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve))
  }

  /** Everything that comes meanwhile waits until `act` has ended. */
  async whileStill<T>(act: () => Promise<T>): Promise<T> {
    this.#isStill = true
    try {
      return await act()
    } finally {
      this.#isStill = false
      if (this.#held !== null) this.retry()
      else this.flush()
    }
  }

  /** Tries at once what waits, since the reason may be gone. */
  retry(): void {
    clearTimeout(this.#timer)
    if (this.#held === null || this.#isStill) return
    const { labFile } = this.#options
    // where nothing waits, somebody asked: an empty transaction finds out
    if (this.#waiting.length === 0)
      this.#waiting.push({ write: () => inTransaction(labFile.db, () => {}), settled: () => {} })
    if (this.#drain()) this.#release()
    else this.#retryLater()
  }

  /** Gives what waits a last chance of a few seconds; what is not stored then is lost. */
  async close(): Promise<void> {
    clearInterval(this.#look)
    if (this.#mayWrite && this.#drain()) return
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closePatienceMs)
    })
    await Promise.race([this.whenFree(), patience])
    clearTimeout(timer)
    clearTimeout(this.#timer)
    this.#waiting.length = 0
  }

  /** Writes what waits, and after `untilMs` goes on in the next turn. @returns false where some of it has to wait for longer */
  #drain(untilMs = Number.POSITIVE_INFINITY): boolean {
    clearImmediate(this.#turn)
    this.#turn = undefined
    // who is told of one may bring the next
    while (this.#waiting.length > 0) {
      if (performance.now() > untilMs) {
        this.#turn = setImmediate(() => this.#drain(performance.now() + turnMs))
        return true
      }
      if (this.#waiting.length > 1 && this.#together(untilMs)) continue
      const first = this.#waiting.shift()!
      if (this.#try(first)) continue
      this.#waiting.unshift(first)
      return false
    }
    return true
  }

  /** The first that wait, in one transaction. @returns false where nothing of it is stored: the first is then tried by itself */
  #together(untilMs: number): boolean {
    let count = 0
    try {
      inTransaction(this.#options.labFile.db, () => {
        for (const { write } of this.#waiting) {
          write()
          count += 1
          if (performance.now() > untilMs) return
        }
      })
    } catch {
      return false
    }
    for (const { settled } of this.#waiting.splice(0, count)) settled(null)
    return true
  }

  /** @returns false where it has to wait */
  #try({ write, settled }: Write): boolean {
    try {
      write()
    } catch (thrown) {
      const error = storeFailure(this.#options.labFile.file, thrown)
      if (error !== undefined && isPassing(error)) {
        this.#hold(error)
        return false
      }
      settled({ thrown })
      return true
    }
    settled(null)
    return true
  }

  #hold(error: LabError): void {
    if (this.#held?.error.kind === error.kind) return
    this.#held = { error, sinceMs: this.#held?.sinceMs ?? this.#options.nowMs() }
    this.#options.onHeld(this.#held)
    this.#retryLater()
  }

  #retryLater(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.retry(), retryMs)
  }

  #release(): void {
    this.#held = null
    this.#options.onHeld(null)
    for (const resolve of this.#waiters.splice(0)) resolve()
  }
}
