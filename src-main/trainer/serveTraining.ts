/**
 * Answers the parent: one `start`, then frames until `finished` or `failed`, with pause, go on, stop and fewer threads in
 * between; or one `checkGradients`, then progress until `checked` or `failed`.
 *
 * `paused` is said once everything up to the last step is on its way, with a checkpoint of it: what is paused can be
 * killed, and loses nothing.
 *
 * At most four frames are under way: the loop waits until the parent says that it has stored them. Messages are heard
 * while the loop breathes, between two frames. After its last message the process waits to be ended by its parent, since
 * a process that ends itself may lose what it sent.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type LabError, LabFailure } from '../contract/errors'
import { type FromGradientCheck, type FromTrainer, type ToTrainer, toTrainerSchema } from '../contract/trainerMessages'
import type { ParentChannel } from './parentChannel'
import { serveGradientCheck } from './serveGradientCheck'
import type { StartFollowers } from './threads/startFollowers'
import { type TrainingControl, train } from './train'

type StartMessage = Extract<ToTrainer, { type: 'start' }>

const mostFramesUnderWay = 4

/** asked: where it is has to be kept; keeping: it is about to be sent; held: the parent has been told. */
type Pause = 'none' | 'asked' | 'keeping' | 'held'

export interface TrainingService {
  /** Reports an error that nothing else caught. */
  fail(error: unknown): void
}

/** @param startFollowers - what starts further threads of a run */
export function serveTraining(channel: ParentChannel, startFollowers: StartFollowers): TrainingService {
  let isStarted = false
  let pause: Pause = 'none'
  let isStopRequested = false
  let isAloneWanted = false
  let framesSent = 0
  let framesStored = 0
  let lastStep = 0
  let wake: () => void = () => undefined

  const send = (message: FromTrainer | FromGradientCheck): void => channel.send(message)
  const fail = (error: unknown): void => send({ type: 'failed', error: errorOf(error, lastStep) })
  const isFull = (): boolean => framesSent - framesStored >= mostFramesUnderWay
  const isHeld = (): boolean => !isStopRequested && (pause !== 'none' || isFull())

  const setPause = (next: Pause): void => {
    pause = next
    if (pause === 'none' || pause === 'held') send({ type: 'paused', isPaused: pause === 'held' })
  }

  const breathe = async (): Promise<void> => {
    if (pause === 'keeping') setPause('held')
    await nextTurn()
    while (isHeld()) {
      if (pause === 'asked' && !isFull()) {
        setPause('keeping')
        return
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  const run = async ({ experiment, backend, threads = 1, stopAfter, checkpoint }: StartMessage): Promise<void> => {
    lastStep = checkpoint?.step ?? 0
    const control: TrainingControl = {
      nowMs: () => performance.now(),
      isStopRequested: () => isStopRequested,
      isAloneWanted: () => isAloneWanted,
      stopAfter,
      breathe,
      isKeepWanted: () => pause === 'keeping',
    }
    const team = { threads, start: startFollowers }
    for await (const event of train(experiment, control, backend, team, checkpoint)) {
      if (event.type === 'frame') {
        framesSent++
        lastStep = event.frame.step
      }
      send(event)
    }
  }

  channel.onMessage((raw) => {
    const parsed = toTrainerSchema.safeParse(raw)
    if (!parsed.success) {
      fail(new TypeError(`a message from the parent was not understood: ${parsed.error.issues[0]?.message ?? ''}`))
      return
    }
    const message = parsed.data
    if (message.type === 'start' && !isStarted) {
      isStarted = true
      run(message).catch(fail)
    }
    if (message.type === 'checkGradients' && !isStarted) {
      isStarted = true
      serveGradientCheck(message.experiment, send).catch(fail)
    }
    if (message.type === 'pause') setPause(pause === 'none' ? 'asked' : pause)
    if (message.type === 'continue') setPause('none')
    if (message.type === 'stop') isStopRequested = true
    if (message.type === 'goAlone') isAloneWanted = true
    if (message.type === 'stored') framesStored = message.frames
    wake()
  })
  send({ type: 'ready' })
  return { fail }
}

function errorOf(error: unknown, lastStep: number): LabError {
  if (error instanceof LabFailure) return error.error
  return { kind: 'trainerFailed', message: error instanceof Error ? error.message : String(error), lastStep }
}
