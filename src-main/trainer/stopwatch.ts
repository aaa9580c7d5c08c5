/** Training time: counts only while it runs, so that pauses and waiting are left out. */
export class Stopwatch {
  readonly #nowMs: () => number
  #total: number
  #startedAt: number | null = null

  /** @param startMs - what it shows at first */
  constructor(nowMs: () => number, startMs = 0) {
    this.#nowMs = nowMs
    this.#total = startMs
  }

  start(): void {
    this.#startedAt ??= this.#nowMs()
  }

  stop(): void {
    this.#total = this.elapsedMs
    this.#startedAt = null
  }

  get elapsedMs(): number {
    return this.#startedAt === null ? this.#total : this.#total + (this.#nowMs() - this.#startedAt)
  }
}
