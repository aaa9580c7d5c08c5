/**
 * The built app in out/: built again when anything it is made from has changed.
 * out/.sources holds the digest of the sources of the last whole build; it is removed first and written last.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'

const madeFrom = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
]
const entries = ['main/index.js', 'main/trainer.js', 'main/lab.js', 'preload/index.cjs', 'renderer/index.html']

/** @type {import('./step.mjs').Step} */
export const appBuild = {
  title: 'building the app',
  isDue: () => !isBuilt(inProject('out'), digestOfSources(projectFolder, madeFrom)),
  async run() {
    const digest = digestOfSources(projectFolder, madeFrom)
    const stamp = inProject('out/.sources')
    rmSync(stamp, { force: true })
    const program = inProject('node_modules/electron-vite/bin/electron-vite.js')
    const { code, output } = await runCommand(process.execPath, [program, 'build'], { cwd: projectFolder })
    if (code !== 0) throw new SetupError(`the build failed:\n${output}`)
    const absent = entries.filter((entry) => !existsSync(inProject('out', entry)))
    if (absent.length > 0) throw new SetupError(`the build left out ${absent.join(', ')}`)
    writeFileSync(stamp, digest)
  },
}

/**
 * True when every entry is there and the last build was of sources with this digest.
 * @param {string} out
 * @param {string} digest
 */
export function isBuilt(out, digest) {
  const stamp = join(out, '.sources')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) return false
  return entries.every((entry) => existsSync(join(out, entry)))
}

/**
 * SHA-256 over the path and content of every source file; tests and their data are no part of the app.
 * @param {string} folder
 * @param {readonly string[]} parts files and folders below it; those that do not exist are left out
 */
export function digestOfSources(folder, parts) {
  const hash = createHash('sha256')
  for (const file of parts.flatMap((part) => filesBelow(folder, part))) {
    const content = readFileSync(join(folder, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {string} part
 * @returns {string[]} relative paths, in a fixed order
 */
function filesBelow(folder, part) {
  const path = join(folder, part)
  if (!existsSync(path)) return []
  if (/\.test(-d)?\.ts$/.test(part) || /\/(testdata|testing)$/.test(part)) return []
  /** @type {import('node:fs').Dirent[]} */
  let children
  try {
    children = readdirSync(path, { withFileTypes: true })
  } catch {
    return [part]
  }
  const names = children.map(({ name }) => name).sort()
  return names.flatMap((name) => filesBelow(folder, `${part}/${name}`))
}
