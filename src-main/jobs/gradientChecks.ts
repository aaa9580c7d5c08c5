/**
 * Gradient checks of drafts, each in a trainer process of its own, so that nothing blocks main.
 *
 *   ready → (checkGradients) → checking … → checked | failed → (kill)
 *
 * One at a time: a new check ends the one before. Nothing is stored.
 */
import { assertNever } from '../contract/assertNever'
import type { Registry } from '../contract/definition'
import { type Experiment, parseExperiment } from '../contract/experiment'
import type { GradientCheck, GradientProgress } from '../contract/gradientCheck'
import { failure, type Result, success } from '../contract/result'
import { fromGradientCheckSchema } from '../contract/trainerMessages'
import type { TrainerHost } from './trainerHost'

export interface GradientChecks {
  /** Null when it was cancelled, by `cancel` or by a later check. */
  check(document: unknown, onProgress: (progress: GradientProgress) => void): Promise<Result<GradientCheck | null>>
  cancel(): void
  /** Cancels, and settles when the process is gone. */
  close(): Promise<void>
}

type End = Result<GradientCheck | null>

export function createGradientChecks({ host, registry }: { host: TrainerHost; registry: Registry }): GradientChecks {
  let cancel = (): void => {}
  let gone: Promise<void> = Promise.resolve()

  const run = (experiment: Experiment, onProgress: (progress: GradientProgress) => void): Promise<End> =>
    new Promise((resolve) => {
      const trainer = host.start()
      let hasEnded = false
      const finish = (end: End): void => {
        if (hasEnded) return
        hasEnded = true
        trainer.kill()
        resolve(end)
      }
      cancel = () => finish(success(null))
      trainer.onMessage((given) => {
        if (hasEnded) return
        const parsed = fromGradientCheckSchema.safeParse(given)
        if (!parsed.success) {
          finish(broken(`its process sent a message that is none: ${parsed.error.issues[0]?.message ?? ''}`))
          return
        }
        const message = parsed.data
        switch (message.type) {
          case 'ready':
            trainer.send({ type: 'checkGradients', experiment })
            return
          case 'checking':
            onProgress(message.progress)
            return
          case 'checked':
            finish(success(message.check))
            return
          case 'failed':
            finish(failure(message.error))
            return
          default:
            assertNever(message)
        }
      })
      gone = new Promise((leave) => {
        trainer.onExit(({ code }) => {
          finish(broken(`its process ended (${code === null ? 'killed' : `exit code ${code}`})`))
          leave()
        })
      })
    })

  return {
    async check(document, onProgress) {
      const parsed = parseExperiment(document, registry)
      if (!parsed.ok) return parsed
      cancel()
      return run(parsed.value, onProgress)
    },
    cancel: () => cancel(),
    close: () => {
      cancel()
      return gone
    },
  }
}

function broken(reason: string): Result<never> {
  return failure({ kind: 'internal', message: `the gradient check could not be done: ${reason}` })
}
