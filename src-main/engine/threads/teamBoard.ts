/**
 * Where the threads of a team meet: a few words of shared memory through which one leads and the others follow.
 *
 * The leader writes what is to be done and moves `turn` on; every follower sees that, does its share and counts itself
 * as done; the leader does its own share and waits for the count. What either side wrote before is there for the other
 * after. Both look for a short time (in a step the other is some microseconds away), then sleep. Words that are written
 * by different sides lie in different cache lines.
 */
import type { SharedMemory } from '../wasm/webAssembly'

/** What followers are asked to do. */
export const commands = ['forward', 'evaluate', 'inputGradients', 'parameterGradients', 'update', 'leave'] as const
export type Command = (typeof commands)[number]

/** An update of elements [start, end) of the arrays of one of the run's rules. */
export interface Update {
  /** which rule, from 0 */
  readonly rule: number
  readonly step: number
  readonly start: number
  readonly end: number
}

/** Of one rule. */
export const mostScalars = 32

/** Words of 32 bits. */
const TURN = 0
const DONE = 16
const COMMAND = 32
const ROWS = 33
const RULE = 34
const START = 35
const END = 36
/** float64, at even words */
const STEP = 38
const SCALARS = 40
const FAILURE_CLAIM = SCALARS + 2 * mostScalars
const FAILURE_LENGTH = FAILURE_CLAIM + 8
const FAILURE_TEXT = FAILURE_LENGTH + 1
const MOST_CHARACTERS = 200

export const boardBytes = (FAILURE_TEXT + MOST_CHARACTERS) * 4

/** Looks before a thread goes to sleep, about 50 microseconds: longer than a meeting takes when nobody is kept away. */
const LOOKS = 30_000

export class TeamBoard {
  readonly #words: Int32Array
  readonly #step: Float64Array
  /** hyperparameters of the update that is asked for, in the order its rule has them */
  readonly scalars: Float64Array

  /** @param start - offset of `boardBytes` zeroed bytes, a multiple of 64 */
  constructor(memory: SharedMemory, start: number) {
    this.#words = new Int32Array(memory.buffer, start, boardBytes / 4)
    this.#step = new Float64Array(memory.buffer, start + STEP * 4, 1)
    this.scalars = new Float64Array(memory.buffer, start + SCALARS * 4, mostScalars)
  }

  /** The leader's: says what is to be done, and starts the followers. An update is written before. */
  call(command: Command, rows: number): void {
    const words = this.#words
    words[COMMAND] = commands.indexOf(command)
    words[ROWS] = rows
    Atomics.store(words, DONE, 0)
    Atomics.add(words, TURN, 1)
    Atomics.notify(words, TURN)
  }

  /** The leader's, in front of the call; `scalars` are its to write too. */
  writeUpdate({ rule, step, start, end }: Update): void {
    this.#words[RULE] = rule
    this.#words[START] = start
    this.#words[END] = end
    this.#step[0] = step
  }

  /** The leader's: whether so many followers are done; looks, then sleeps for `sleepMs` at most. */
  areDone(followers: number, sleepMs: number): boolean {
    const words = this.#words
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, DONE) === followers) return true
    const done = Atomics.load(words, DONE)
    if (done !== followers) Atomics.wait(words, DONE, done, sleepMs)
    return Atomics.load(words, DONE) === followers
  }

  /** Why a follower could not do its share; null as long as there is nothing. */
  failure(): string | null {
    const length = Atomics.load(this.#words, FAILURE_LENGTH)
    if (length === 0) return null
    return String.fromCharCode(...this.#words.subarray(FAILURE_TEXT, FAILURE_TEXT + length))
  }

  /** A follower's: waits until the turn is another one, which it returns. */
  nextTurn(turn: number): number {
    const words = this.#words
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, TURN) !== turn) return Atomics.load(words, TURN)
    // A notice can come late, to a thread that saw its turn, did it and went to sleep: it is no other turn yet.
    while (Atomics.load(words, TURN) === turn) Atomics.wait(words, TURN, turn)
    return Atomics.load(words, TURN)
  }

  get command(): Command {
    return commands[this.#words[COMMAND]!]!
  }

  get rows(): number {
    return this.#words[ROWS]!
  }

  get rule(): number {
    return this.#words[RULE]!
  }

  get step(): number {
    return this.#step[0]!
  }

  get start(): number {
    return this.#words[START]!
  }

  get end(): number {
    return this.#words[END]!
  }

  /** A follower's: its share is done. */
  reportDone(): void {
    Atomics.add(this.#words, DONE, 1)
    Atomics.notify(this.#words, DONE)
  }

  /** A follower's, or of whoever saw it go: its share cannot be done. Only the first failure is kept. */
  reportFailure(message: string): void {
    const text = message === '' ? 'no reason given' : message.slice(0, MOST_CHARACTERS)
    if (Atomics.compareExchange(this.#words, FAILURE_CLAIM, 0, 1) !== 0) return
    for (let index = 0; index < text.length; index++) this.#words[FAILURE_TEXT + index] = text.charCodeAt(index)
    Atomics.store(this.#words, FAILURE_LENGTH, text.length)
    Atomics.notify(this.#words, DONE)
  }
}
