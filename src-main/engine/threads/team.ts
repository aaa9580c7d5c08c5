/**
 * Several threads that train one network, seen from the thread that leads.
 *
 * A step in parts, with a meeting behind each, so that no sum changes its order:
 *
 *   forward             each thread its rows
 *   (loss               the leader alone: a sum over all rows in order)
 *   inputGradients      each thread its rows, down to the first layer that is trained
 *   parameterGradients  each thread its share of every weight, summed over all rows
 *   update              each thread its elements
 *
 * The waiting at the meetings is measured: where one thread would be faster, the others leave for the rest of the run,
 * and nothing but the time changes.
 */
import type { LayerMode } from '../layers/layer'
import type { NetworkPasses } from '../network'
import type { Command, TeamBoard, Update } from './teamBoard'
import type { TeamMember } from './teamMember'

/**
 * A share is as long as the leader's own; one that takes this much longer belongs to a thread that hangs. Nothing can be
 * saved then: it may have written half of its share, and may write the rest at any time.
 */
const PATIENCE_MS = 10_000
const PATIENCE_SHARES = 20
const SLEEP_MS = 20
/**
 * A look that comes later than this was held up itself: the process was suspended, or kept from the processor, and with
 * it the thread that is waited for.
 */
const LONGEST_LOOK_MS = 1000

export interface TeamSetting {
  readonly board: TeamBoard
  /** the leader's part */
  readonly member: TeamMember
  /** of threads, the leader among them */
  readonly count: number
  /** a clock that never goes back */
  readonly nowMs: () => number
  readonly patienceMs?: number
}

/** The sentence with which a run ends. @param reason - why a thread could not do its share */
export function failureOf(reason: string): string {
  return `a thread of the run failed: ${reason}`
}

export class Team implements NetworkPasses {
  readonly #setting: TeamSetting
  readonly #gauge: WaitingGauge
  #hasLeft = false

  constructor(setting: TeamSetting) {
    this.#setting = setting
    this.#gauge = new WaitingGauge(setting.count)
  }

  forward(rows: number, mode: LayerMode): void {
    if (mode === 'training') this.#setting.member.draw(rows)
    this.#together(mode === 'evaluation' ? 'evaluate' : 'forward', rows)
  }

  backward(rows: number): void {
    this.#together('inputGradients', rows)
    this.#together('parameterGradients', rows)
  }

  /** Of elements that a rule updates one by one. @param scalars - in the order in which the rule has them */
  update(update: Update, scalars: readonly number[]): void {
    const { board } = this.#setting
    board.writeUpdate(update)
    board.scalars.set(scalars)
    this.#together('update', 0)
  }

  /** Between steps: whether one thread would be faster. */
  isTooSlow(): boolean {
    return this.#gauge.isTooSlow()
  }

  /** Lets the others go; there are no more meetings. */
  leave(): void {
    if (this.#hasLeft) return
    this.#hasLeft = true
    this.#setting.board.call('leave', 0)
  }

  /** @throws Error if a thread failed, died or does not answer */
  #together(command: Command, rows: number): void {
    const { board, member, nowMs } = this.#setting
    const startedMs = nowMs()
    board.call(command, rows)
    member.obey(board)
    const workedMs = nowMs()
    this.#meet(workedMs, workedMs - startedMs)
    this.#gauge.add(workedMs - startedMs, nowMs() - workedMs)
  }

  #meet(sinceMs: number, ownMs: number): void {
    const { board, count, nowMs, patienceMs = PATIENCE_MS } = this.#setting
    let lookedMs = sinceMs
    let waitedMs = 0
    while (!board.areDone(count - 1, SLEEP_MS)) {
      const failure = board.failure()
      if (failure !== null) throw new Error(failureOf(failure))
      const lookMs = nowMs()
      waitedMs += Math.min(lookMs - lookedMs, LONGEST_LOOK_MS)
      lookedMs = lookMs
      if (waitedMs > patienceMs + PATIENCE_SHARES * ownMs) {
        throw new Error(`a thread of the run did not answer for ${Math.round(waitedMs / 1000)} s`)
      }
    }
  }
}

const WINDOW_MS = 1000
/** Four in a step. */
const WINDOW_MEETINGS = 32

/**
 * Tells when threads do not pay any more.
 *
 * Of n threads with equal shares, the leader's own work is one n-th of what it would do alone. So one thread is faster
 * as soon as it waits for the others longer than n − 1 times its own work, which happens when somebody else has taken a
 * core. Judged over a second and eight steps' meetings at least, so that one interruption decides nothing.
 */
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
