/**
 * `npm test`: format, lint, types, import directions, unit tests, build, and journeys in a real Electron window.
 * With words after it, only the suites that these name: `node scripts/test.mjs build e2e`.
 */
import { chosenStages } from './test/chosenStages.mjs'
import { runStages } from './test/runStages.mjs'
import { stages } from './test/suites.mjs'

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(130))

try {
  const chosen = chosenStages(stages(), process.argv.slice(2))
  const isGood = await runStages(chosen, (line) => process.stdout.write(`${line}\n`))
  process.exitCode = isGood ? 0 : 1
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
