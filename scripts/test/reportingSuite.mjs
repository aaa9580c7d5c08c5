/** A suite whose program counts its own tests into a JSON report. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { inProject, projectFolder } from '../setup/places.mjs'
import { runCommand } from '../setup/runCommand.mjs'
import { suiteLimitMs } from './checkSuite.mjs'

/**
 * @template Report
 * @typedef {object} ReportingProgram
 * @property {string} script a program for Node, below node_modules
 * @property {readonly string[]} parameters
 * @property {string} report where it writes its report, below the project
 * @property {(report: Report | undefined, exitCode: number | null) => import('./countReport.mjs').Counts} count
 */

/**
 * @template Report
 * @param {ReportingProgram<Report>} program
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<import('./suite.mjs').SuiteResult>}
 */
export async function runReporting(program, environment = process.env) {
  const reportFile = inProject(program.report)
  // A crash must not be counted by the report of an earlier run.
  rmSync(reportFile, { force: true })
  const script = inProject('node_modules', program.script)
  const { code, output } = await runCommand(process.execPath, [script, ...program.parameters], {
    cwd: projectFolder,
    env: environment,
    limitMs: suiteLimitMs,
  })
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  const { passed, failed, remarks } = program.count(report, code)
  return { passed, failed, output: [output.trimEnd(), ...remarks].join('\n') }
}
