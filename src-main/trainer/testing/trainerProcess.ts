/** A trainer started as a Node child, as the command line does, with what it said so far. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  type FromGradientCheck,
  type FromTrainer,
  fromGradientCheckSchema,
  fromTrainerSchema,
  type ToTrainer,
} from '../../contract/trainerMessages'

type Message<T extends FromTrainer['type']> = Extract<FromTrainer, { type: T }>
type CheckMessage<T extends FromGradientCheck['type']> = Extract<FromGradientCheck, { type: T }>

export class TrainerProcess {
  readonly child: ChildProcess
  readonly messages: FromTrainer[] = []
  /** What it said of a gradient check; of `ready` and `failed`, which are both, only the other knows. */
  readonly checkMessages: FromGradientCheck[] = []
  #heard: () => void = () => undefined
  framesHeard = 0
  /** Whether every frame is answered by `stored` at once. */
  answers = true

  constructor(entry: string) {
    this.child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.child.on('message', (raw) => {
      const ofCheck = fromGradientCheckSchema.safeParse(raw)
      if (ofCheck.success && ofCheck.data.type !== 'ready' && ofCheck.data.type !== 'failed') {
        this.checkMessages.push(ofCheck.data)
        this.#heard()
        return
      }
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

  /** The first message of a gradient check of that kind. */
  async hearOfCheck<T extends FromGradientCheck['type']>(type: T): Promise<CheckMessage<T>> {
    const isWanted = (message: FromGradientCheck): message is CheckMessage<T> => message.type === type
    for (;;) {
      const found = this.checkMessages.find(isWanted)
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
