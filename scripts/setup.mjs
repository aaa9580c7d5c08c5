/**
 * Set-up: `node scripts/setup.mjs start|test|bench|lab`, or `runtime` to try the declared Electron's download again.
 * Runs before npm's packages are there: Node built-ins only, anything else is imported by the step that needs it.
 */
import { forgetRuntime } from './setup/electronRuntime.mjs'
import { hasDisplay } from './setup/hasDisplay.mjs'
import { inProject } from './setup/places.mjs'
import { runSteps } from './setup/runSteps.mjs'
import { say } from './setup/say.mjs'
import { SetupError } from './setup/setupError.mjs'
import { stepsFor } from './setup/stepsFor.mjs'

// An 'exit' event lets running steps end their programs and give back the lock.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(130))

try {
  const purpose = process.argv[2]
  if (purpose === 'runtime') forgetRuntime()
  const steps = stepsFor(purpose === 'runtime' ? 'start' : purpose, hasDisplay())
  if (steps === undefined) throw new SetupError(`purpose = ${purpose}, must be start, test, bench, lab or runtime`)
  await runSteps(steps, inProject('out'))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
