/**
 * The one queue of jobs: starts them as cores are free, each by a trainer of the pool.
 *
 * A job takes as many cores as it may have threads. As many jobs run at once as was set, on all cores of the machine, or on
 * one core each where more jobs were set than there are cores. Interactive jobs (verifications, gradient checks) start first,
 * then jobs of the sources (runs). One interactive job may start beyond the limit, so that no user waits behind runs that
 * train for hours. Where cores are short, jobs of several threads give all but one back.
 */
import type { Result } from '../contract/result'
import { failure, success } from '../contract/result'
import type { Task } from '../contract/trainerMessages'
import { type JobListener, JobSession, threadsOf } from './jobSession'
import type { TrainerHost } from './trainerHost'
import { TrainerPool } from './trainerPool'

export interface JobRequest {
  readonly task: Task
  readonly listener: JobListener
  /** For the answer to a stop; the session's own when left out. */
  readonly patienceMs?: number | undefined
  /** Called before any other callback; never called where no process can be started, which ends the job. */
  onStart?(session: JobSession): void
}

/** How much room there is for a job and those behind it. */
export interface Room {
  /** that no job has, at least 1 */
  readonly cores: number
  /** for jobs, at least 1 */
  readonly places: number
}

/** Source of background jobs. */
export interface JobSource {
  /** Called when there is room; null where nothing waits. The job starts at once. */
  next(room: Room): JobRequest | null
}

export interface JobQueueOptions {
  readonly host: TrainerHost
  /** Of the machine. */
  readonly cores: number
  /** Jobs at once; as many as cores when left out. */
  readonly atOnce?: number
}

interface JobAtWork {
  /** Undefined until the process has been started. */
  session: JobSession | undefined
  readonly isWaitedFor: boolean
}

export class JobQueue {
  readonly #pool: TrainerPool
  readonly #cores: number
  #atOnce: number
  readonly #atWork = new Set<JobAtWork>()
  readonly #waitedFor: JobRequest[] = []
  readonly #sources = new Set<JobSource>()
  #isFilling = false

  constructor({ host, cores, atOnce = cores }: JobQueueOptions) {
    this.#pool = new TrainerPool(host, atOnce)
    this.#cores = cores
    this.#atOnce = atOnce
  }

  /** Jobs at once. */
  get atOnce(): number {
    return this.#atOnce
  }

  setAtOnce(atOnce: number): Result<undefined> {
    if (!Number.isSafeInteger(atOnce) || atOnce < 1) {
      const problems = [{ path: 'concurrency', message: `= ${atOnce}, must be a whole number from 1` }]
      return failure({ kind: 'invalidInput', what: 'runs at once', problems })
    }
    this.#atOnce = atOnce
    this.#pool.keepFree(atOnce)
    this.fill()
    return success(undefined)
  }

  /** @returns a function that removes it */
  addSource(source: JobSource): () => void {
    this.#sources.add(source)
    return () => this.#sources.delete(source)
  }

  /** Queues an interactive job. @returns a function that ends it as killed, whether it waits or runs */
  submit(request: JobRequest): () => void {
    let session: JobSession | undefined
    const own: JobRequest = {
      ...request,
      onStart: (started) => {
        session = started
        request.onStart?.(started)
      },
    }
    this.#waitedFor.push(own)
    this.fill()
    return () => {
      const place = this.#waitedFor.indexOf(own)
      if (place < 0) return session?.kill()
      this.#waitedFor.splice(place, 1)
      request.listener.onEnd({ kind: 'killed' })
    }
  }

  /** Starts what may be started; to be called when something waits anew. */
  fill(): void {
    // what a start causes is seen by the loop that is under way
    if (this.#isFilling) return
    this.#isFilling = true
    try {
      while (this.#startNext());
    } finally {
      this.#isFilling = false
    }
  }

  /** Ends every trainer, with whatever it is at; settles when the processes are gone. */
  close(): Promise<void> {
    return this.#pool.close()
  }

  #startNext(): boolean {
    const isOneWaitedFor = [...this.#atWork].some(({ isWaitedFor }) => isWaitedFor)
    const places = this.#atOnce - this.#atWork.size
    const room = { cores: Math.max(1, this.#freeCores()), places }
    if (this.#waitedFor.length > 0 && (places > 0 || !isOneWaitedFor)) {
      this.#start(this.#waitedFor.shift()!, room.cores, true)
      return true
    }
    if (places < 1) return false
    for (const source of this.#sources) {
      const request = source.next(room)
      if (request === null) continue
      this.#start(request, room.cores, false)
      return true
    }
    return false
  }

  #start(request: JobRequest, cores: number, isWaitedFor: boolean): void {
    const { listener, patienceMs, onStart } = request
    const task = withThreads(request.task, Math.min(threadsOf(request.task), cores))
    this.#makeRoom(threadsOf(task))
    const job: JobAtWork = { session: undefined, isWaitedFor }
    this.#atWork.add(job)
    const leave = (): void => {
      this.#atWork.delete(job)
    }
    const watched: JobListener = {
      ...listener,
      onPrepared: (message) => {
        listener.onPrepared?.(message)
        // it may have fewer threads than it was given cores
        this.fill()
      },
      onEnd: (end) => {
        leave()
        listener.onEnd(end)
        this.fill()
      },
    }
    try {
      job.session = new JobSession(this.#pool, task, watched, patienceMs)
    } catch (thrown) {
      // not before whoever asked knows that it has begun
      queueMicrotask(() => watched.onEnd({ kind: 'refused', thrown }))
      return
    }
    onStart?.(job.session)
  }

  /** Threads that jobs give back are other jobs' at once: they leave at the next step. */
  #makeRoom(cores: number): void {
    for (const { session } of this.#atWork) {
      if (this.#freeCores() >= cores) return
      session?.goAlone()
    }
  }

  #freeCores(): number {
    let taken = 0
    for (const { session } of this.#atWork) taken += session?.threads ?? 1
    return Math.max(this.#cores, this.#atOnce) - taken
  }
}

function withThreads(task: Task, threads: number): Task {
  return task.kind === 'checkGradients' ? task : { ...task, threads }
}
