/**
 * The Electron that runs the app: the declared version by its own download; where that cannot be reached, on Linux x64,
 * the real but older Electron of `fallbackElectron.mjs`. A failed download is recorded so that it is not tried each time.
 * Invariant: node_modules/electron/path.txt is written last; without it (or with a dangling `dist`) there is no runtime.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fallbackNodeApi, fallbackVersion, isFallbackPossible, wireFallback } from './fallbackElectron.mjs'
import { cacheFolder, inProject } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'

const packageFolder = inProject('node_modules/electron')
const distribution = join(packageFolder, 'dist')
const pathFile = join(packageFolder, 'path.txt')

/** A download that has brought nothing for this long counts as blocked. */
const stallMs = 20_000
/** How long the record of a blocked download is believed. */
const recordLifeMs = 24 * 3600 * 1000
/** Electron 45 carries Node 24, whose Node-API this is. */
const officialNodeApi = 10

/** @type {import('./step.mjs').Step} */
export const electronRuntime = {
  title: 'getting the Electron runtime',
  isDue: () => wiredProgram() === undefined,
  async run() {
    rmSync(pathFile, { force: true })
    const record = join(cacheFolder(), `electron-${declaredVersion()}-blocked`)
    if (isFallbackPossible() && isRecent(record)) return wireAndSay()
    const failure = await downloadOfficial()
    if (failure === undefined) {
      rmSync(record, { force: true })
      return `Electron ${declaredVersion()} is in place`
    }
    if (!isFallbackPossible()) {
      throw new SetupError(`Electron ${declaredVersion()} could not be downloaded:\n${failure}`)
    }
    mkdirSync(cacheFolder(), { recursive: true })
    writeFileSync(record, failure)
    return wireAndSay()
  },
}

/** Forgets the fallback and the record of a blocked download, so that the step tries the declared version again. */
export function forgetRuntime() {
  rmSync(join(cacheFolder(), `electron-${declaredVersion()}-blocked`), { force: true })
  rmSync(pathFile, { force: true })
}

/** The Node-API version of the runtime in place, by its version. */
export function nodeApiOfRuntime() {
  return runtimeVersion() === fallbackVersion ? fallbackNodeApi : officialNodeApi
}

/** The path of the Electron program, or undefined when there is none yet. */
export function wiredProgram() {
  if (!existsSync(pathFile)) return undefined
  const program = join(distribution, readFileSync(pathFile, 'utf8'))
  if (!existsSync(program)) return undefined
  const version = runtimeVersion()
  return version === declaredVersion() || version === fallbackVersion ? program : undefined
}

function runtimeVersion() {
  const file = join(distribution, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

/** @returns {string} */
function declaredVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

async function wireAndSay() {
  await wireFallback(packageFolder)
  return `Electron ${declaredVersion()} could not be downloaded here; Electron ${fallbackVersion} is used instead`
}

/** @param {string} record */
function isRecent(record) {
  return existsSync(record) && Date.now() - statSync(record).mtimeMs < recordLifeMs
}

/**
 * Runs Electron's own installer, ended when nothing arrives for `stallMs`.
 * @returns {Promise<string | undefined>} why it failed
 */
async function downloadOfficial() {
  rmSync(distribution, { recursive: true, force: true })
  const temporary = mkdtempSync(join(tmpdir(), 'second-moment-electron-'))
  let lastSize = -1
  let lastGrowth = Date.now()
  const hasStalled = () => {
    const size = folderSize(temporary) + folderSize(distribution)
    if (size !== lastSize) {
      lastSize = size
      lastGrowth = Date.now()
    }
    return Date.now() - lastGrowth > stallMs
  }
  const { code, output, isOutOfTime } = await runCommand(process.execPath, [join(packageFolder, 'install.js')], {
    cwd: packageFolder,
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    shouldStop: hasStalled,
  })
  rmSync(temporary, { recursive: true, force: true })
  if (code === 0 && wiredProgram() !== undefined) return undefined
  rmSync(pathFile, { force: true })
  rmSync(distribution, { recursive: true, force: true })
  return isOutOfTime ? `nothing arrived for ${stallMs / 1000} s\n${output}` : output
}

/**
 * Bytes in a folder; 0 when it is not there.
 * @param {string} folder
 * @returns {number}
 */
function folderSize(folder) {
  let sizeBytes = 0
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) sizeBytes += statSync(join(entry.parentPath, entry.name)).size
    }
  } catch {
    // The installer moves files about meanwhile; the next look counts them.
  }
  return sizeBytes
}
