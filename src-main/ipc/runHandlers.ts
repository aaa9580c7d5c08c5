/** Runs: start, steer, edit, delete, verify. Everything is the run service's; here it is only reached. */
import type { CallName } from '../contract/calls'
import { type Result, success } from '../contract/result'
import type { RunService } from '../runs/runService'
import { listRuns } from '../store/runs/readRuns'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type RunCalls = Extract<CallName, `runs.${string}`>

export function runHandlers({ session, publish }: HandlerParts): Pick<Handlers, RunCalls> {
  const withService = <T>(use: (service: RunService) => T | Result<never>): T | Result<never> => {
    const open = session.open()
    return open.ok ? use(open.value.service) : open
  }
  return {
    'runs.start': ({ documents }) => withService((service) => service.start(documents)),
    'runs.startSeeds': ({ document, seeds }) => withService((service) => service.startSeeds(document, seeds)),
    'runs.list': () => {
      const open = session.open()
      return open.ok ? open.value.labFile.attempt(() => listRuns(open.value.labFile.db)) : open
    },
    'runs.pause': ({ run }) => withService((service) => service.pause(run)),
    'runs.continue': ({ run }) => withService((service) => service.continue(run)),
    'runs.stop': ({ run }) => withService((service) => service.stop(run)),
    'runs.resume': ({ run }) => withService((service) => service.resume(run)),
    'runs.moveInQueue': ({ run, position }) => withService((service) => service.moveInQueue(run, position)),
    'runs.edit': ({ runs, edit }) => withService((service) => service.edit(runs, edit)),
    'runs.trash': ({ runs }) => withService((service) => service.trash(runs)),
    'runs.restore': ({ runs }) => withService((service) => service.restore(runs)),
    'runs.purge': ({ runs }) => withService((service) => service.purge(runs)),
    'runs.verify': ({ run }) => {
      const tell = (step: number, totalSteps: number): void => publish('runs.verifying', { run, step, totalSteps })
      return withService((service) => service.verify(run, tell))
    },
    'runs.cancelVerify': ({ run }) =>
      withService((service) => {
        service.cancelVerification(run)
        return success(undefined)
      }),
  }
}
