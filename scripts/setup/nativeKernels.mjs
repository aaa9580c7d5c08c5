/**
 * The native kernels (`native/`), compiled where a C compiler is found. They are never needed: without them WebAssembly
 * computes, on the same bits, so whatever goes wrong here is said once and nothing stops.
 *
 * Node-API, so one build serves every Node and Electron. out/native/.state says what was last tried: it is written last,
 * and names compiler and sources, so that a compiler installed later is noticed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { digestOfSources } from './appBuild.mjs'
import { inProject, projectFolder } from './places.mjs'
import { runCommand } from './runCommand.mjs'

const headers = inProject('node_modules/node-api-headers/include')
const placed = inProject('out/native/kernels.node')
const stateFile = inProject('out/native/.state')

/**
 * Contraction of products and sums into one operation would change bits, so it is forbidden. Loops are vectors already:
 * what compilers make of them by themselves was measured slower, up to tenfold.
 */
const flags = [
  ...['-std=c11', '-O3', '-fPIC', '-fvisibility=hidden', '-Wall', '-Wextra'],
  ...['-ffp-contract=off', '-fno-math-errno', '-fno-tree-vectorize', '-fno-tree-slp-vectorize'],
]

/** @type {import('./step.mjs').Step} */
export const nativeKernels = {
  title: 'compiling the native kernels',
  isDue: () => !isTried(stateOf(findCompiler())),
  async run() {
    const compiler = findCompiler()
    const state = stateOf(compiler)
    rmSync(placed, { force: true })
    mkdirSync(inProject('out/native'), { recursive: true })
    const trouble = whatIsMissing(compiler) ?? (await compile(String(compiler)))
    writeFileSync(stateFile, state)
    if (trouble !== undefined) return `no native kernels, WebAssembly computes instead: ${trouble}`
  },
}

/** @param {string} wanted */
function isTried(wanted) {
  return existsSync(stateFile) && readFileSync(stateFile, 'utf8') === wanted
}

/** @param {string | undefined} compiler */
function whatIsMissing(compiler) {
  if (compiler === undefined) return 'no C compiler (cc, gcc or clang) was found'
  if (!existsSync(headers)) return 'the package node-api-headers is not installed'
}

/** @param {string | undefined} compiler */
function stateOf(compiler) {
  const missing = whatIsMissing(compiler)
  if (missing !== undefined) return missing
  const sources = digestOfSources(projectFolder, ['native', 'scripts/setup/nativeKernels.mjs'])
  return [compiler, process.platform, process.arch, sources].join(' ')
}

/**
 * The C compiler's full path: $CC, or the first of cc, gcc and clang on PATH. None on Windows, whose compiler has no
 * vector extensions.
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 */
export function findCompiler(environment = process.env, platform = process.platform) {
  if (platform === 'win32') return undefined
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean)
  const names = environment.CC ? [environment.CC] : ['cc', 'gcc', 'clang']
  const paths = names.flatMap((name) => (name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))))
  return paths.find((path) => existsSync(path))
}

/**
 * What is compiled: one object for each instruction set of the architecture, and the Node-API module.
 * @param {string} architecture as process.arch names it
 * @returns {readonly { readonly name: string, readonly source: string, readonly flags: readonly string[] }[]}
 */
export function objectsFor(architecture) {
  const variant = (/** @type {string} */ name, /** @type {number} */ lanes, /** @type {string[]} */ ...own) => ({
    name,
    source: 'variant.c',
    flags: [`-DLANES=${lanes}`, `-DVARIANT=variant${name}`, `-DVARIANT_NAME="${name.toLowerCase()}"`, ...own],
  })
  const wider = [variant('Avx2', 8, '-mavx2'), variant('Avx512', 16, '-mavx512f')]
  const module = { name: 'addon', source: 'addon.c', flags: [] }
  return [module, variant('Baseline', 4), ...(architecture === 'x64' ? wider : [])]
}

/**
 * @param {string} compiler
 * @returns {Promise<string | undefined>} what went wrong
 */
async function compile(compiler) {
  const folder = mkdtempSync(inProject('out/native', 'work-'))
  try {
    const objects = objectsFor(process.arch).map(({ name, source, flags: own }) => {
      const object = join(folder, `${name}.o`)
      const parameters = [...flags, ...own, '-I', headers, '-c', inProject('native', source), '-o', object]
      return { object, done: runCommand(compiler, parameters) }
    })
    const results = await Promise.all(objects.map(({ done }) => done))
    const built = join(folder, 'kernels.node')
    const shared = process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']
    const failed = results.find(({ code }) => code !== 0)
    const last = failed ?? (await runCommand(compiler, [...shared, ...objects.map((o) => o.object), '-o', built]))
    if (last.code !== 0) return `${compiler} failed: ${firstError(last.output)}`
    if (!isLoadable(built)) return `what ${compiler} made does not load in Node ${process.version}`
    renameSync(built, placed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} output */
function firstError(output) {
  const lines = output.split('\n')
  return (lines.find((line) => /\berror\b/i.test(line)) ?? lines[0] ?? '').trim()
}

/**
 * Asked of a process of its own: an addon that does not fit may end it.
 * @param {string} file
 */
function isLoadable(file) {
  return spawnSync(process.execPath, ['-e', 'require(process.argv[1])', file], { stdio: 'ignore' }).status === 0
}
