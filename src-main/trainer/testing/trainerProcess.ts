/** A trainer started as a Node child, as the command line does, with what it said so far. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type FromTrainer, fromTrainerSchema, type ToTrainer } from '../../contract/trainerMessages'

type Message<T extends FromTrainer['type']> = Extract<FromTrainer, { type: T }>

export class TrainerProcess {
  readonly child: ChildProcess
  readonly messages: FromTrainer[] = []
  #heard: () => void = () => undefined
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

  send(message: ToTrainer): void {
    this.child.send(message)
  }

  sendRaw(message: object): void {
    this.child.send(message)
  }

  acknowledge(): void {
    this.send({ type: 'stored', frames: this.framesHeard })
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

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}
