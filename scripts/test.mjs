/**
 * `npm test`: format, lint, types, import directions, unit tests, build, and journeys in a real Electron window.
 * With words after it, only the suites whose names begin with one of them: `node scripts/test.mjs build e2e`.
 */
import { runStages } from './test/runStages.mjs'
import { stages } from './test/suites.mjs'

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(130))

const words = process.argv.slice(2)
const isChosen = (/** @type {string} */ name) => words.length === 0 || words.some((word) => name.startsWith(word))
const chosen = stages().map((stage) => stage.filter(({ name }) => isChosen(name)))
const isGood = await runStages(chosen, (line) => process.stdout.write(`${line}\n`))
process.exitCode = isGood ? 0 : 1
