/**
 * What starts trainer processes: Electron's utility processes for the window, plain child processes for the command
 * line. The run service knows only this.
 */
import type { ToTrainer } from '../contract/trainerMessages'

export interface TrainerExit {
  /** Null when a signal ended the process, or it never started. */
  readonly code: number | null
}

export interface TrainerProcess {
  /** Dropped without an error once the process has ended. */
  send(message: ToTrainer): void
  /** Messages as they arrive, not parsed yet. */
  onMessage(listener: (message: unknown) => void): void
  /** Once, after the last message. */
  onExit(listener: (exit: TrainerExit) => void): void
  kill(): void
}

export interface TrainerHost {
  start(): TrainerProcess
}
