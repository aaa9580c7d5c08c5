/**
 * Runs every stage whatever happened before, prints a line a suite and all of a failed suite's output, and ends with
 * `N passed, N failed`.
 */

/** One suite as the unit tests, and one check after another beside it: no more than the two cores of a small machine. */
const lanes = 2

/**
 * @param {readonly (readonly import('./suite.mjs').Suite[])[]} stages
 * @param {(line: string) => void} print
 * @returns {Promise<boolean>} true when something ran and nothing failed
 */
export async function runStages(stages, print) {
  const total = { passed: 0, failed: 0 }
  for (const stage of stages) {
    const queue = [...stage]
    const runNext = async () => {
      for (let suite = queue.shift(); suite !== undefined; suite = queue.shift()) {
        const { passed, failed } = await runSuite(suite, print)
        total.passed += passed
        total.failed += failed
      }
    }
    await Promise.all(Array.from({ length: lanes }, runNext))
  }
  print(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 && total.passed > 0
}

/**
 * @param {import('./suite.mjs').Suite} suite
 * @param {(line: string) => void} print
 */
async function runSuite(suite, print) {
  const start = Date.now()
  const result = await suite.run().catch((error) => ({ passed: 0, failed: 1, output: String(error?.stack ?? error) }))
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  if (result.failed > 0) print(`\n${result.output.trimEnd()}\n`)
  const mark = result.failed > 0 ? 'FAILED' : 'ok'
  print(`${mark.padEnd(7)}${suite.name.padEnd(32)}${result.passed} passed, ${result.failed} failed (${seconds} s)`)
  return result
}
