/**
 * Trainers as plain child processes, for the command line.
 *
 * What a trainer prints goes to stderr: stdout belongs to the command. The channel closes with this process, and a
 * trainer whose channel has closed ends itself. The exit is told when both the process has ended and the channel is
 * drained: only then was the last message the last.
 */
import { type ChildProcess, fork } from 'node:child_process'
import type { TrainerExit, TrainerHost, TrainerProcess } from './trainerHost'

/** Structured clone, so that typed arrays arrive as typed arrays. */
const serialization = 'advanced'

/** @param entry full path of the built trainer. */
export function createNodeTrainerHost(entry: string): TrainerHost {
  return {
    start: () => processOf(fork(entry, [], { serialization, execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] })),
  }
}

/** A Node child with a channel of structured clones. */
export function processOf(child: ChildProcess): TrainerProcess {
  let exit: TrainerExit | undefined
  let isTold = false
  let tellExit: (exit: TrainerExit) => void = () => {}
  const tellWhenDrained = (): void => {
    if (exit === undefined || child.connected || isTold) return
    isTold = true
    tellExit(exit)
  }
  child.on('exit', (code) => {
    exit = { code }
    tellWhenDrained()
  })
  child.on('disconnect', tellWhenDrained)
  child.on('error', () => {
    // Only a process that never started has no number; its exit is told here, for it will send none.
    if (child.pid !== undefined) return
    exit = { code: null }
    tellWhenDrained()
  })
  return {
    send: (message) => {
      // A channel that closes under the message is told by the exit.
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      tellExit = listener
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
