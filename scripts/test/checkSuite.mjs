/** A suite that is one program which either passes or not: it counts as one test. */
import { existsSync } from 'node:fs'
import { inProject, projectFolder } from '../setup/places.mjs'
import { runCommand } from '../setup/runCommand.mjs'

/** Far beyond what a suite takes; it ends a hang. */
export const suiteLimitMs = 60 * 60_000

/**
 * @param {string} name
 * @param {string} script a program for Node, below node_modules
 * @param {readonly string[]} parameters
 * @returns {import('./suite.mjs').Suite}
 */
export function checkSuite(name, script, parameters) {
  return {
    name,
    async run() {
      const { code, output } = await runCommand(process.execPath, [inProject('node_modules', script), ...parameters], {
        cwd: projectFolder,
        limitMs: suiteLimitMs,
      })
      return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
    },
  }
}

/** The folders with code that exist so far. @param {readonly string[]} names */
export const existing = (names) => names.filter((name) => existsSync(inProject(name)))
