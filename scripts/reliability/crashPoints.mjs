/**
 * Visits the moments at which a program can end while it makes, fills, empties, moves and closes a lab file: at every file
 * operation of every stage it is ended as by a kill, and as by a power cut. What is left must open, with everything that was
 * committed (after a power cut: that was on the disk), nothing half there and nothing left behind.
 *
 *   node scripts/reliability/crashPoints.mjs [STAGE…]
 *
 * Linux, with a C compiler: file operations of SQLite are seen by a library that is loaded before the others (crash.c).
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findCompiler } from '../setup/nativeKernels.mjs'
import { bundleProgram } from './bundleProgram.mjs'

/**
 * @typedef {object} Visit
 * @property {string} stage
 * @property {number} at which operation of the stage
 * @property {'kill' | 'power'} mode
 * @property {number} seed which of the states that a power cut can leave
 */
/** @typedef {Visit & { readonly wrong: readonly string[] }} Fault */
/** @typedef {{ readonly operations: number, readonly states: readonly string[] }} Course */

/** @param {NodeJS.Platform} platform @returns {string | null} why moments cannot be visited here; null where they can */
export function whyNot(platform = process.platform) {
  if (platform !== 'linux') return 'the file operations of SQLite are seen on Linux only'
  return findCompiler() === undefined ? 'no C compiler (cc, gcc or clang) was found' : null
}

export class CrashVisits {
  /** @type {Map<string, Course>} */
  #courses = new Map()
  #folder = mkdtempSync(join(tmpdir(), 'second-moment-crash-'))
  #library = join(this.#folder, 'crash.so')
  /** @type {string} */
  #program
  #remove
  /** @type {typeof import('./life')} */
  #life

  /**
   * @param {{ program: string, remove: () => void }} bundle
   * @param {typeof import('./life')} life
   */
  constructor(bundle, life) {
    this.#program = bundle.program
    this.#remove = bundle.remove
    this.#life = life
    const source = join(import.meta.dirname, 'crash.c')
    const built = spawnSync(String(findCompiler()), ['-shared', '-fPIC', '-O1', '-o', this.#library, source, '-ldl'])
    if (built.status !== 0) throw new Error(`crash.c does not compile: ${built.stderr}`)
  }

  static async begin() {
    const bundle = await bundleProgram(join(import.meta.dirname, 'life.ts'))
    return new CrashVisits(bundle, await import(pathToFileURL(bundle.program).href))
  }

  end() {
    this.#remove()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  stages() {
    return [...Object.keys(this.#life.stages), 'read', 'export']
  }

  /** A stage from its beginning to its end, undisturbed. @param {string} stage @returns {Course} */
  course(stage) {
    let course = this.#courses.get(stage)
    if (course === undefined) {
      const folder = this.#begun(stage)
      const count = join(this.#folder, 'count')
      const output = this.#run(stage, folder, { CRASH_COUNT: count })
      if (output.at(-1) !== 'done') throw new Error(`the stage ${stage} has not ended: ${output}`)
      const operations = readFileSync(count, 'utf8').trim()
      course = { operations: operations === '' ? 0 : operations.split('\n').length, states: statesOf(output) }
      this.#courses.set(stage, course)
      cpSync(folder, this.#after(stage), { recursive: true })
      rmSync(folder, { recursive: true })
    }
    return course
  }

  /** @param {Visit} visit @returns {readonly string[]} what is wrong with what is left */
  visit({ stage, at, mode, seed }) {
    const { states } = this.course(stage)
    const folder = this.#begun(stage)
    const output = this.#run(stage, folder, { CRASH_AT: String(at), CRASH_MODE: mode, CRASH_SEED: String(seed) })
    const { digests, wrong } = this.#life.judge(folder, stage)
    rmSync(folder, { recursive: true })
    return [...wrong, ...lost(states, output, digests, mode)]
  }

  /** A folder as it is before a stage. @param {string} stage */
  #begun(stage) {
    const folder = mkdtempSync(join(this.#folder, `${stage}-`))
    const before = stage === 'read' ? 'crashed' : this.#life.stages[stage]?.after
    if (before === 'crashed') this.#run('frames', this.#copied('insert', folder), { CRASH_AT: this.#late('frames') })
    else if (before !== undefined) this.#copied(before, folder)
    if (stage === 'export') this.#life.prepareExport(folder)
    return folder
  }

  /** Before the log is folded into the file: half of the operations of a stage are behind it. @param {string} stage */
  #late(stage) {
    return String(Math.ceil(this.course(stage).operations / 2))
  }

  /** @param {string} stage @param {string} folder */
  #copied(stage, folder) {
    this.course(stage)
    cpSync(this.#after(stage), folder, { recursive: true })
    return folder
  }

  /** @param {string} stage */
  #after(stage) {
    return join(this.#folder, `after-${stage}`)
  }

  /** @param {string} stage @param {string} folder @param {NodeJS.ProcessEnv} crash @returns {string[]} the lines it wrote */
  #run(stage, folder, crash) {
    mkdirSync(join(this.#folder, 'tmp'), { recursive: true })
    const environment = { LD_PRELOAD: this.#library, CRASH_FOLDER: folder, TMPDIR: join(this.#folder, 'tmp'), ...crash }
    const run = spawnSync(process.execPath, [this.#program, stage, folder], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    })
    if (run.signal !== 'SIGKILL' && run.status !== 0) throw new Error(`the stage ${stage} failed:\n${run.stderr}`)
    return run.stdout.split('\n').filter((line) => line !== '')
  }
}

/** @param {readonly string[]} output */
function statesOf(output) {
  return output.filter((line) => line.startsWith('committed ')).map((line) => line.slice('committed '.length))
}

/**
 * @param {readonly string[]} states of the whole stage, in order
 * @param {readonly string[]} output of the stage that was ended
 * @param {readonly string[]} digests of each file that is left, read and then written
 * @param {'kill' | 'power'} mode
 */
function lost(states, output, digests, mode) {
  if (states.length === 0) return []
  const wrong = []
  for (let file = 0; file < digests.length; file += 2) {
    if (digests[file] !== digests[file + 1]) wrong.push('a reader and a writer find different rows')
  }
  const unknown = digests.filter((digest) => !states.includes(digest))
  if (unknown.length > 0) wrong.push('the file holds a part of a transaction')
  const safe = output.findLastIndex((line) => line === 'safe' || line === 'done')
  const promised = statesOf(mode === 'kill' ? output : output.slice(0, safe + 1)).length
  const found = Math.max(-1, ...digests.map((digest) => states.lastIndexOf(digest)))
  if (found + 1 < promised)
    wrong.push(`${promised} states were promised, and the last one found is number ${found + 1}`)
  return wrong
}

/**
 * Moments of a stage, evenly spread; each by a kill, and by a power cut for each seed.
 * @param {string} stage
 * @param {number} operations
 * @param {number} most moments
 * @param {number} seeds
 * @returns {Visit[]}
 */
export function visitsOf(stage, operations, most, seeds) {
  const count = Math.min(operations, most)
  const moments = Array.from(
    { length: count },
    (_, index) => 1 + Math.round((index * (operations - 1)) / Math.max(1, count - 1)),
  )
  return [...new Set(moments)].flatMap((at) => [
    /** @type {Visit} */ ({ stage, at, mode: 'kill', seed: 0 }),
    ...Array.from({ length: seeds }, (_, seed) => /** @type {Visit} */ ({ stage, at, mode: 'power', seed: seed + 1 })),
  ])
}

async function main() {
  const reason = whyNot()
  if (reason !== null) throw new Error(reason)
  const visits = await CrashVisits.begin()
  const chosen = process.argv.slice(2)
  let faults = 0
  try {
    for (const stage of chosen.length > 0 ? chosen : visits.stages()) {
      const { operations } = visits.course(stage)
      const all = visitsOf(stage, operations, Number.POSITIVE_INFINITY, 3)
      for (const visit of all) {
        const wrong = visits.visit(visit)
        if (wrong.length === 0) continue
        faults += 1
        console.log(`${visit.stage}, operation ${visit.at}, ${visit.mode} ${visit.seed}: ${wrong.join('; ')}`)
      }
      console.log(`${stage}: ${operations} operations, ${all.length} visits`)
    }
  } finally {
    visits.end()
  }
  console.log(faults === 0 ? 'every file that was left is whole' : `${faults} visits left a fault`)
  process.exitCode = faults === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) await main()
