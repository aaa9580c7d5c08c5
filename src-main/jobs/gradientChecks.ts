/** Gradient checks of drafts, one at a time: a new one ends the one before. Nothing is stored. */
import type { Registry } from '../contract/definition'
import { messageOf } from '../contract/errors'
import { type Experiment, parseExperiment } from '../contract/experiment'
import type { GradientCheck, GradientProgress } from '../contract/gradientCheck'
import { failure, type Result, success } from '../contract/result'
import type { JobQueue } from './jobQueue'
import type { JobEnd } from './jobSession'

export interface GradientChecks {
  /** Null when it was cancelled, by `cancel` or by a later check. */
  check(document: unknown, onProgress: (progress: GradientProgress) => void): Promise<Result<GradientCheck | null>>
  cancel(): void
}

export function createGradientChecks({ jobs, registry }: { jobs: JobQueue; registry: Registry }): GradientChecks {
  let cancel = (): void => {}

  const run = (
    experiment: Experiment,
    onProgress: (progress: GradientProgress) => void,
  ): Promise<Result<GradientCheck | null>> =>
    new Promise((resolve) => {
      cancel = jobs.submit({
        task: { kind: 'checkGradients', experiment },
        listener: { onProgress, onEnd: (end) => resolve(answerOf(end)) },
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
  }
}

function answerOf(end: JobEnd): Result<GradientCheck | null> {
  switch (end.kind) {
    case 'checked':
      return success(end.check)
    case 'killed':
      return success(null)
    case 'failed':
      return failure(end.error)
    case 'exited':
      return broken(`its process ended (${end.code === null ? 'killed' : `exit code ${end.code}`})`)
    case 'broken':
      return broken(`its process ${end.message}`)
    case 'refused':
      return broken(messageOf(end.thrown))
    default:
      return broken(`it ended as ${end.kind}`)
  }
}

function broken(reason: string): Result<never> {
  return failure({ kind: 'internal', message: `the gradient check could not be done: ${reason}` })
}
