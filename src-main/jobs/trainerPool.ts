/**
 * Trainers that stay warm: processes that take one job after the other.
 *
 * One is started when a job finds none that is free; it is kept after a clean end of its job, and ended after any other.
 * One that dies while it is free is forgotten. Every message is parsed here, once.
 */
import { readAs } from '../contract/acceptsAsIs'
import { messageOf } from '../contract/errors'
import { pathText } from '../contract/experiment'
import { type FromTrainer, fromTrainerSchema, type JobMessage, type ToTrainer } from '../contract/trainerMessages'
import type { TrainerHost, TrainerProcess } from './trainerHost'

/** Who has a job done by a trainer. */
export interface JobLine {
  /** The process listens, and takes the job under this number; told at once of one that listens already. */
  onReady(job: number): void
  onMessage(message: JobMessage): void
  /** It said something that is no message; `problem` is part of a sentence. */
  onBroken(problem: string): void
  /** Its process has ended; nothing follows. */
  onExit(code: number | null): void
}

/** A killed process is gone in milliseconds; a stuck process must not block quitting. */
const exitPatienceMs = 5000

export class TrainerPool {
  readonly #host: TrainerHost
  readonly #all = new Set<Trainer>()
  /** The one that was at work last is taken first. */
  #free: Trainer[] = []
  #mostFree: number
  #isClosed = false

  /** @param mostFree - so many wait for a job at most; others end with their job */
  constructor(host: TrainerHost, mostFree: number) {
    this.#host = host
    this.#mostFree = mostFree
  }

  /**
   * For one job; nobody else has it until it is given back.
   *
   * @param kind - a new one has done no job before
   * @throws Error when its process cannot be started, or all are closed
   */
  take(kind: 'any' | 'new' = 'any'): Trainer {
    if (this.#isClosed) throw new Error('the trainers are closed')
    return (kind === 'any' ? this.#free.pop() : undefined) ?? this.#start()
  }

  /** Its job has ended. @param isClean - and has left the process as it found it */
  giveBack(trainer: Trainer, isClean: boolean): void {
    trainer.leave()
    const isKept = isClean && !this.#isClosed && !trainer.hasEnded && this.#free.length < this.#mostFree
    if (isKept) this.#free.push(trainer)
    else trainer.kill()
  }

  keepFree(most: number): void {
    this.#mostFree = most
    for (const trainer of this.#free.slice(most)) trainer.kill()
    this.#free = this.#free.slice(0, most)
  }

  /** Ends every process, also of those at work; settles when they are gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    const leaving = [...this.#all].map(({ gone }) => gone)
    for (const trainer of this.#all) trainer.kill()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, exitPatienceMs)
    })
    await Promise.race([Promise.all(leaving), patience])
    clearTimeout(timer)
  }

  #start(): Trainer {
    const trainer = new Trainer(startProcess(this.#host), () => {
      this.#all.delete(trainer)
      this.#free = this.#free.filter((other) => other !== trainer)
    })
    this.#all.add(trainer)
    return trainer
  }
}

/** @throws Error that says so, as part of a sentence */
function startProcess(host: TrainerHost): TrainerProcess {
  try {
    return host.start()
  } catch (thrown) {
    throw new Error(`its process could not be started: ${messageOf(thrown)}`, { cause: thrown })
  }
}

export class Trainer {
  readonly #process: TrainerProcess
  #line: JobLine | null = null
  #isReady = false
  #jobs = 0
  hasEnded = false
  /** Settles when the process has ended. */
  readonly gone: Promise<void>

  constructor(process: TrainerProcess, onGone: () => void) {
    this.#process = process
    process.onMessage((given) => this.#receive(given))
    this.gone = new Promise((resolve) => {
      process.onExit(({ code }) => {
        this.hasEnded = true
        onGone()
        this.#line?.onExit(code)
        resolve()
      })
    })
  }

  /** Whether it has done a job before the present one. */
  get isWarm(): boolean {
    return this.#jobs > 1
  }

  /** For its next job. */
  join(line: JobLine): void {
    this.#line = line
    this.#jobs += 1
    if (this.#isReady) line.onReady(this.#jobs)
  }

  /** Nothing is told of the job any more. */
  leave(): void {
    this.#line = null
  }

  send(message: ToTrainer): void {
    this.#process.send(message)
  }

  kill(): void {
    this.#process.kill()
  }

  #receive(given: unknown): void {
    const parsed = readAs(fromTrainerSchema, given)
    if (parsed.success) this.#hear(parsed.data)
    else {
      const problem = parsed.error.issues[0]
      this.#line?.onBroken(`sent a message with ${pathText(problem?.path ?? [])}: ${problem?.message}`)
    }
  }

  #hear(message: FromTrainer): void {
    if (message.type === 'ready') {
      this.#isReady = true
      this.#line?.onReady(this.#jobs)
    } else if (message.job === this.#jobs) this.#line?.onMessage(message)
    else this.#line?.onBroken(`spoke of job ${message.job} while it had job ${this.#jobs}`)
  }
}
