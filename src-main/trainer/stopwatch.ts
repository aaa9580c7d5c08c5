/** Training time: counts only while it runs, so that pauses and waiting are left out. */
export class Stopwatch {
  readonly #nowMs: () => number
  #total = 0
  #startedAt: number | null = null

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
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
