/**
 * Sweeps the lab file when there is time: a few milliseconds, then a pause in which the window and the frames of runs come
 * first. After a lock or a lost file it retries later, or when the file is opened next.
 */
import { isPassing } from '../contract/errors'
import type { WritableLabFile } from '../store/labFile'
import { isSweepDue, sweep } from '../store/sweep'

const partMs = 4
const pauseMs = 12
const retryMs = 1000

export class Sweeper {
  readonly #labFile: WritableLabFile
  readonly #idle: Array<() => void> = []
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(labFile: WritableLabFile) {
    this.#labFile = labFile
  }

  /** Begins if there is enough to give back, and goes on until nothing is. */
  start(): void {
    if (this.#timer !== undefined || this.#isClosed) return
    const due = this.#labFile.attempt(() => isSweepDue(this.#labFile.db))
    if (due.ok && due.value) this.#later(pauseMs)
  }

  /** Settles when nothing is being swept. */
  whenIdle(): Promise<void> {
    return this.#timer === undefined ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve))
  }

  /** What is left is given back at another time. */
  close(): void {
    this.#isClosed = true
    this.#end()
  }

  #part(): void {
    const endMs = performance.now() + partMs
    const swept = this.#labFile.attempt(() => sweep(this.#labFile.db, () => performance.now() >= endMs))
    if (swept.ok) {
      if (swept.value) this.#later(pauseMs)
      else this.#end()
    } else if (isPassing(swept.error)) this.#later(retryMs)
    else this.#end()
  }

  #later(delayMs: number): void {
    this.#timer = setTimeout(() => this.#part(), delayMs)
    this.#timer.unref()
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}
