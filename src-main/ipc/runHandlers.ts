/** Runs: start, steer, edit, delete, verify. Everything is the run service's; here it is only reached. */
import type { CallName } from '../contract/calls'
import { type Result, success } from '../contract/result'
import type { RunService } from '../runs/runService'
import { listRuns } from '../store/runs/readRuns'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'
import { whenWritable } from './whenWritable'

type RunCalls = Extract<CallName, `runs.${string}`>

export function runHandlers({ session, publish }: HandlerParts): Pick<Handlers, RunCalls> {
  const withService = <T>(use: (service: RunService) => T | Result<never>): T | Result<never> => {
    const open = session.open()
    return open.ok ? use(open.value.service) : open
  }
  return {
    'runs.start': ({ documents }) => whenWritable(session, (service) => service.start(documents)),
    'runs.startSeeds': ({ document, seeds }) => whenWritable(session, (service) => service.startSeeds(document, seeds)),
    'runs.list': () => {
      const open = session.open()
      return open.ok ? open.value.labFile.attempt(() => listRuns(open.value.labFile.db)) : open
    },
    'runs.pause': ({ run }) => withService((service) => service.pause(run)),
    'runs.continue': ({ run }) => withService((service) => service.continue(run)),
    'runs.stop': ({ run }) => whenWritable(session, (service) => service.stop(run)),
    'runs.resume': ({ run }) => whenWritable(session, (service) => service.resume(run)),
    'runs.moveInQueue': ({ run, position }) => whenWritable(session, (service) => service.moveInQueue(run, position)),
    'runs.edit': ({ runs, edit }) => whenWritable(session, (service) => service.edit(runs, edit)),
    'runs.trash': ({ runs }) => whenWritable(session, (service) => service.trash(runs)),
    'runs.restore': ({ runs }) => whenWritable(session, (service) => service.restore(runs)),
    'runs.purge': ({ runs }) => whenWritable(session, (service) => service.purge(runs)),
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
