/**
 * SQLite's native addon, compiled only where the one shipped with better-sqlite3 cannot load.
 *
 * The shipped builds ask for Node-API 10; under an older one opening a database ends the process. better-sqlite3 looks
 * in build/Release before prebuilds, so a built addon there serves Node and Electron alike, older and newer.
 * Compiled in a copy of the package, kept in the cache folder, put in place by rename.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { nodeApiOfRuntime } from './electronRuntime.mjs'
import { nodeGypProgram } from './npmProgram.mjs'
import { cacheFolder, inProject, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'
import { SetupError } from './setupError.mjs'
import { compilerPackages, ensureDebianPackages } from './systemLibraries.mjs'

/** The Node-API version that the addon shipped with better-sqlite3 13 was compiled for. */
const shippedNodeApi = 10

const packageFolder = inProject('node_modules/better-sqlite3')
const placed = join(packageFolder, 'build/Release/better_sqlite3.node')

/**
 * The step for the runtimes of one purpose: `lab` needs the Node that runs, the window needs Electron too.
 * @param {boolean} withElectron
 * @returns {import('./step.mjs').Step}
 */
export function sqliteAddon(withElectron) {
  return {
    title: "preparing SQLite's addon for this Node-API (compiled once, then cached)",
    isDue: () => !existsSync(placed) && isCompilationNeeded(nodeApis(withElectron)),
    async run() {
      const cached = cachedAddon()
      if (existsSync(cached)) {
        place(cached)
        if (isLoadable()) return
        rmSync(cached)
        rmSync(placed)
      }
      await compileInto(cached)
      place(cached)
      if (!isLoadable()) {
        rmSync(placed)
        throw new SetupError(`SQLite's addon was compiled but does not load in Node ${process.version}`)
      }
    },
  }
}

/**
 * True when one of the runtimes has an older Node-API than the shipped addon asks for.
 * @param {readonly number[]} nodeApisOfRuntimes
 */
export function isCompilationNeeded(nodeApisOfRuntimes) {
  return nodeApisOfRuntimes.some((version) => version < shippedNodeApi)
}

/** @param {boolean} withElectron */
function nodeApis(withElectron) {
  const own = Number(process.versions.napi)
  return withElectron ? [own, nodeApiOfRuntime()] : [own]
}

function cachedAddon() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  return join(cacheFolder(), `better_sqlite3-${version}-napi9-${process.platform}-${process.arch}.node`)
}

/** @param {string} cached */
async function compileInto(cached) {
  await ensureDebianPackages(compilerPackages)
  const copy = emptyWorkFolder()
  cpSync(packageFolder, copy, { recursive: true, filter: (path) => !path.endsWith('prebuilds') })
  const flags =
    '-w -UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -DNODE_API_EXPERIMENTAL_NO_WARNING'
  const parameters = [nodeGypProgram(), 'rebuild', '--release', '--force_build=1', ...headersOption()]
  const { code, output } = await runCommand(process.execPath, parameters, {
    cwd: copy,
    env: { ...process.env, JOBS: String(availableParallelism()), CXXFLAGS: flags },
  })
  if (code !== 0) throw new SetupError(`compiling SQLite's addon failed:\n${output}`)
  mkdirSync(dirname(cached), { recursive: true })
  copyWhole(join(copy, 'build/Release/better_sqlite3.node'), cached)
  rmSync(copy, { recursive: true, force: true })
}

/**
 * A folder that no other compilation uses, not even one whose set-up was killed and which still runs: that one loses its
 * folder. Inside node_modules, so that binding.gyp still finds node-addon-api.
 */
function emptyWorkFolder() {
  const prefix = '.second-moment-sqlite-'
  for (const name of readdirSync(inProject('node_modules'))) {
    if (name.startsWith(prefix)) rmSync(inProject('node_modules', name), { recursive: true, force: true })
  }
  return mkdtempSync(inProject('node_modules', prefix))
}

/**
 * Node's own headers where they are on this machine; without the option node-gyp downloads them.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
function headersOption(environment = process.env) {
  const candidates = [environment.npm_config_nodedir, dirname(dirname(process.execPath))]
  const folder = candidates.find((path) => path && existsSync(join(path, 'include/node/node_api.h')))
  return folder ? [`--nodedir=${folder}`] : []
}

/** @param {string} cached */
function place(cached) {
  mkdirSync(dirname(placed), { recursive: true })
  copyWhole(cached, placed)
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  const temporary = `${to}.${process.pid}.tmp`
  copyFileSync(from, temporary)
  renameSync(temporary, to)
}

/** Asked of a process of its own, since an addon that does not fit ends the process that loads it. */
function isLoadable() {
  const program = "new (require('better-sqlite3'))(':memory:')"
  return spawnSync(process.execPath, ['-e', program], { cwd: projectFolder, stdio: 'ignore' }).status === 0
}
