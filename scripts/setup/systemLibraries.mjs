/**
 * What the app needs from the operating system, on Linux: Electron's libraries, a font, and Xvfb where there is no display.
 * As root with apt it is installed; otherwise the exact command is printed and set-up stops.
 * Source of the list: `ldd` of Electron in a bare Debian 12 (each library there is pulled in by these packages).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runCommand } from './runCommand.mjs'
import { say } from './say.mjs'
import { SetupError } from './setupError.mjs'

/**
 * @typedef {object} Requirement
 * @property {readonly [string, ...string[]]} packages Debian names, newest release first
 * @property {string} [library] its soname
 * @property {string} [program]
 * @property {'font'} [kind]
 */

/** @type {readonly Requirement[]} */
export const electronLibraries = [
  { packages: ['libgtk-3-0t64', 'libgtk-3-0'], library: 'libgtk-3.so.0' },
  { packages: ['libnss3'], library: 'libnss3.so' },
  { packages: ['libasound2t64', 'libasound2'], library: 'libasound.so.2' },
  { packages: ['libgbm1'], library: 'libgbm.so.1' },
  { packages: ['fonts-dejavu-core'], kind: 'font' },
]

/** @type {readonly Requirement[]} */
export const virtualDisplay = [
  { packages: ['xvfb'], program: 'Xvfb' },
  { packages: ['xauth'], program: 'xauth' },
]

/** @type {readonly Requirement[]} */
export const compilerPackages = [
  { packages: ['python3'], program: 'python3' },
  { packages: ['make'], program: 'make' },
  { packages: ['g++'], program: 'g++' },
]

/**
 * The step that sees to the given requirements.
 * @param {readonly Requirement[]} requirements
 * @returns {import('./step.mjs').Step}
 */
export function systemLibraries(requirements) {
  return {
    title: 'checking the system libraries that Electron needs',
    isDue: () => missing(requirements).length > 0,
    run: () => ensureDebianPackages(requirements),
  }
}

/**
 * Installs what is missing, or stops with the command that would.
 * @param {readonly Requirement[]} requirements
 * @throws {SetupError} when not root or without apt
 */
export async function ensureDebianPackages(requirements) {
  const absent = missing(requirements)
  if (absent.length === 0) return
  const hasApt = findProgram('apt-get')
  if (!hasApt || process.getuid?.() !== 0) {
    const names = absent.map(({ packages }) => packages.at(-1)).join(' ')
    throw new SetupError(
      hasApt
        ? `missing from the system; install with\n  sudo apt-get install -y --no-install-recommends ${names}`
        : `missing from the system (names as on Debian): ${names}`,
    )
  }
  await apt(['update'])
  const names = absent.map(({ packages }) => packages.find(isAvailable) ?? packages[0])
  say(`apt-get install ${names.join(' ')}`)
  await apt(['install', '-y', '--no-install-recommends', ...names])
  const still = missing(requirements)
  if (still.length > 0)
    throw new SetupError(`still missing after apt-get: ${still.map((r) => r.packages[0]).join(' ')}`)
}

/** @param {readonly Requirement[]} requirements */
function missing(requirements) {
  if (process.platform !== 'linux') return []
  const needsLibraries = requirements.some(({ library }) => library)
  const known = needsLibraries ? linkerCache() : ''
  return requirements.filter(({ library, program, kind }) => {
    if (library) return !known.includes(`${library} `)
    return program ? !findProgram(program) : kind === 'font' && !hasFont()
  })
}

function linkerCache() {
  const listed = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  return listed.stdout ?? ''
}

/** @param {string} name */
function findProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)))
}

function hasFont() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', '.fonts', '.local/share/fonts']
  return folders.some((folder) => holdsFont(folder.startsWith('/') ? folder : join(homedir(), folder)))
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function holdsFont(folder) {
  if (!existsSync(folder)) return false
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.some((entry) =>
    entry.isDirectory() ? holdsFont(join(folder, entry.name)) : /\.(ttf|otf|ttc|pfb)(\.gz)?$/i.test(entry.name),
  )
}

/** @param {string} name */
function isAvailable(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

/** @param {string[]} parameters */
async function apt(parameters) {
  const { code, output } = await runCommand('apt-get', ['-q', ...parameters], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) throw new SetupError(`apt-get ${parameters.join(' ')} failed:\n${output}`)
}
