/**
 * Tells when threads do not pay any more.
 *
 * Of n threads with equal shares, the leader's own work is one n-th of what it would do alone. So one thread is faster
 * as soon as it waits for the others longer than n − 1 times its own work, which happens when somebody else has taken a
 * core. Judged over a second and eight steps' meetings at least, so that one interruption decides nothing.
 */
const WINDOW_MS = 1000
/** Four in a step. */
const WINDOW_MEETINGS = 32

export class WaitingGauge {
  readonly #count: number
  #workMs = 0
  #waitMs = 0
  #meetings = 0

  /** @param count of threads */
  constructor(count: number) {
    this.#count = count
  }

  /** Of one meeting: the leader's own share, and its waiting behind it. */
  add(workMs: number, waitMs: number): void {
    this.#workMs += workMs
    this.#waitMs += waitMs
    this.#meetings++
  }

  /** Between steps: whether one thread would have been faster over the window that ends here. */
  isTooSlow(): boolean {
    if (this.#meetings < WINDOW_MEETINGS || this.#workMs + this.#waitMs < WINDOW_MS) return false
    const answer = this.#waitMs > (this.#count - 1) * this.#workMs
    this.#workMs = 0
    this.#waitMs = 0
    this.#meetings = 0
    return answer
  }
}
