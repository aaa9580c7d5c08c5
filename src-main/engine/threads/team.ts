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
import { WaitingGauge } from './waitingGauge'

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
