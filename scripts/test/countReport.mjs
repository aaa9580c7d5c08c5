/**
 * Counts of passed and failed tests from the JSON reports of Vitest and Playwright.
 * Invariant: no report, a crash, a skipped test or no test at all is never "0 failed".
 */

/**
 * @typedef {{ passed: number, failed: number, remarks: string[] }} Counts
 *
 * @typedef {object} UnitReport Vitest's `json` reporter (Jest's format)
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} [numPendingTests]
 * @property {boolean} success
 * @property {{ name: string, status: string, assertionResults: unknown[] }[]} testResults
 *
 * @typedef {object} JourneyReport Playwright's `json` reporter
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {{ message?: string }[]} errors outside of any test
 */

/**
 * @param {UnitReport | undefined} report
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countUnit(report, exitCode) {
  if (report === undefined) return withVerdict(0, 0, exitCode, ['the unit tests crashed before their report'])
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const skipped = report.numPendingTests ?? 0
  const remarks = unloadable.map((file) => `${file.name} could not be loaded`)
  if (skipped > 0) remarks.push(`${skipped} skipped, which counts as failed`)
  return withVerdict(
    report.numPassedTests,
    report.numFailedTests + unloadable.length + skipped,
    report.success ? exitCode : 1,
    remarks,
  )
}

/**
 * @param {JourneyReport | undefined} report
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countJourneys(report, exitCode) {
  if (report === undefined) return withVerdict(0, 0, exitCode, ['the journeys crashed before their report'])
  const { expected, unexpected, flaky, skipped } = report.stats
  const remarks = report.errors.map((error) => error.message ?? 'an error outside of any test')
  if (skipped > 0) remarks.push(`${skipped} skipped, which counts as failed`)
  return withVerdict(expected, unexpected + flaky + skipped + report.errors.length, exitCode, remarks)
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number | null} exitCode
 * @param {string[]} remarks
 * @returns {Counts}
 */
function withVerdict(passed, failed, exitCode, remarks) {
  if (failed > 0) return { passed, failed, remarks }
  if (exitCode !== 0) return { passed, failed: 1, remarks: [...remarks, `ended with exit code ${exitCode}`] }
  if (passed === 0) return { passed, failed: 1, remarks: [...remarks, 'no test ran'] }
  return { passed, failed, remarks }
}
