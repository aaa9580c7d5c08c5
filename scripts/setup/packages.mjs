/**
 * The npm packages: installed exactly as package-lock.json says.
 * Source of truth for "installed": node_modules/.package-lock.json, which npm writes when everything else is in place,
 * so that an interrupted installation is stale.
 */
import { existsSync, readFileSync } from 'node:fs'
import { npmProgram } from './npmProgram.mjs'
import { inProject, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/** @type {import('./step.mjs').Step} */
export const packages = {
  title: 'installing the packages of package-lock.json',
  isDue: () => arePackagesStale(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json')),
  async run() {
    const { code, output } = await runCommand(process.execPath, [npmProgram(), 'ci', '--no-audit', '--no-fund'], {
      cwd: projectFolder,
    })
    if (code !== 0) throw new SetupError(`npm ci failed:\n${output}`)
  },
}

/**
 * True when a package of the lockfile is missing from what is installed or differs from it.
 * Optional packages may be absent: they are the builds for other platforms.
 * @param {Lockfile | undefined} wanted
 * @param {Lockfile | undefined} installed
 */
export function arePackagesStale(wanted, installed) {
  if (wanted === undefined) throw new SetupError('package-lock.json is missing; restore it from the repository')
  if (installed === undefined) return true
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '') continue
    const found = installed.packages[path]
    if (found === undefined) {
      if (entry.optional || entry.devOptional) continue
      return true
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return true
  }
  return false
}

/**
 * @param {string} path
 * @returns {Lockfile | undefined}
 */
function readLockfile(path) {
  const file = inProject(path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
