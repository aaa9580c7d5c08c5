/** A trainer started as a Node child, as the command line does, with what it said so far. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Experiment } from '../../contract/experiment'
import { type FromTrainer, fromTrainerSchema, type Task, type ToTrainer } from '../../contract/trainerMessages'

type Message<T extends FromTrainer['type']> = Extract<FromTrainer, { type: T }>
type Order = Exclude<ToTrainer['type'], 'job' | 'stored'>

export class TrainerProcess {
  readonly child: ChildProcess
  /** Since the present job began, and before the first one. */
  messages: FromTrainer[] = []
  #heard: () => void = () => undefined
  job = 0
  framesHeard = 0
  /** Whether every frame is answered by `stored` at once. */
  answers = true

  constructor(entry: string) {
    this.child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.child.on('message', (raw) => {
      const message = fromTrainerSchema.parse(raw)
      this.messages.push(message)
      if (message.type === 'frame') {
        this.framesHeard++
        if (this.answers) this.acknowledge()
      }
      this.#heard()
    })
  }

  start(task: Task): void {
    this.job += 1
    this.framesHeard = 0
    this.messages = this.messages.filter(({ type }) => type === 'ready')
    this.sendRaw({ type: 'job', job: this.job, task } satisfies ToTrainer)
  }

  train(experiment: Experiment): void {
    this.start({ kind: 'train', experiment, backend: 'typescript', threads: 1 })
  }

  order(type: Order): void {
    this.sendRaw({ type, job: this.job } satisfies ToTrainer)
  }

  sendRaw(message: object): void {
    this.child.send(message)
  }

  acknowledge(): void {
    this.sendRaw({ type: 'stored', job: this.job, frames: this.framesHeard } satisfies ToTrainer)
  }

  /** The first message of a kind that meets the condition, heard already or still to come. */
  async hear<T extends FromTrainer['type']>(
    type: T,
    meets: (message: Message<T>) => boolean = () => true,
  ): Promise<Message<T>> {
    const isWanted = (message: FromTrainer): message is Message<T> => message.type === type
    for (;;) {
      const found = this.messages.filter(isWanted).find(meets)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#heard = resolve
      })
    }
  }

  /** The last word of the present job. */
  async hearEnd(): Promise<FromTrainer> {
    const isLast = ({ type }: FromTrainer): boolean => type === 'finished' || type === 'checked' || type === 'failed'
    for (;;) {
      const found = this.messages.find(isLast)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#heard = resolve
      })
    }
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}
