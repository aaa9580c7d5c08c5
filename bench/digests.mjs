/**
 * One document trained by every backend in every runtime there is here: they must all end on the same `parameterDigest`.
 *
 *   node bench/digests.mjs [DOCUMENT]
 *
 * The document is the design's MNIST network for three epochs unless another is named. Runs the built `lab` command in
 * this Node, in a newer one, and in Electron as Node; the window is compared with the command by a journey of its own.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { wiredProgram } from '../scripts/setup/electronRuntime.mjs'
import { newerNodeProgram } from '../scripts/setup/newerNode.mjs'
import { inProject } from '../scripts/setup/places.mjs'
import { runCommand } from '../scripts/setup/runCommand.mjs'

/**
 * @typedef {{ name: string, program: string, environment: Record<string, string> }} Runtime
 * @typedef {{ backend: string, threads: number }} Choice
 * @typedef {{ digest: string, backend: string, threads: number }} Trained as the run's own record says
 */

const layers = [
  { kind: 'dense', name: 'hidden1', units: 128 },
  { kind: 'activation', activation: 'relu' },
  { kind: 'dense', name: 'hidden2', units: 64 },
  { kind: 'activation', activation: 'relu' },
  { kind: 'dense', name: 'output', units: 10 },
]

/** The design's MNIST document; `limit` 0 = all examples. */
export const mnistDocument = ({ limit = 0, epochs = 3 } = {}) => ({
  schemaVersion: 1,
  name: 'MNIST MLP',
  problem: {
    kind: 'network',
    dataset: { kind: 'mnist', ...(limit > 0 ? { limit } : {}) },
    layers,
    loss: 'softmaxCrossEntropy',
    batchSize: 64,
  },
  optimizer: { kind: 'rmsprop', learningRate: 0.001, beta2: 0.9, epsilon: 1e-8 },
  budget: { epochs },
  precision: 'float32',
  seed: 7,
})

/** @returns {Runtime[]} */
export function runtimes() {
  const [newer, electron] = [newerNodeProgram(), wiredProgram()]
  return [
    { name: `Node ${process.versions.node}`, program: process.execPath, environment: {} },
    ...(newer === undefined ? [] : [{ name: 'newer Node', program: newer, environment: {} }]),
    ...(electron === undefined
      ? []
      : [{ name: 'Electron', program: electron, environment: { ELECTRON_RUN_AS_NODE: '1' } }]),
  ]
}

/**
 * What a runtime can train by, as its own `lab bench` says.
 * @param {Runtime} runtime
 * @returns {Promise<Choice[]>}
 */
async function choicesOf(runtime) {
  const words = ['bench', '--json', '--rounds', '1', '--figure', 'W2']
  const lines = await lab(runtime, tmpdir(), words)
  return lines.flatMap(({ event, backend, threads }) => (event === 'figure' ? [{ backend, threads }] : []))
}

/**
 * Trains a document by one choice, into a lab file that is thrown away.
 * @param {unknown} document
 * @param {Runtime} runtime
 * @param {Choice} choice
 * @returns {Promise<Trained>}
 */
export async function trainBy(document, runtime, { backend, threads }) {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-digests-'))
  try {
    writeFileSync(join(folder, 'document.json'), JSON.stringify(document))
    const how = ['--backend', backend, ...(threads > 1 ? ['--threads', String(threads)] : [])]
    const words = ['run', 'document.json', '--db', 'digest.lab', '--json', ...how]
    const lines = await lab(runtime, folder, words)
    const finished = lines.find(({ event }) => event === 'finished')
    if (finished === undefined) throw new Error(`lab ${words.join(' ')} in ${runtime.name} finished no run`)
    return { digest: finished.parameterDigest, backend: finished.backend, threads: finished.threads }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Runtime} runtime
 * @param {string} folder
 * @param {string[]} words
 * @returns {Promise<any[]>} its JSON lines
 */
async function lab({ name, program, environment }, folder, words) {
  const { INIT_CWD: _, ...inherited } = process.env
  const env = { ...inherited, ...environment, LAB_USER_DATA: folder }
  const { code, output } = await runCommand(program, [inProject('out/main/lab.js'), ...words], { cwd: folder, env })
  if (code !== 0) throw new Error(`lab ${words.join(' ')} in ${name} ended with ${code}: ${output}`)
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { readFileSync } = await import('node:fs')
  const file = process.argv[2]
  const document = file === undefined ? mnistDocument() : JSON.parse(readFileSync(file, 'utf8'))
  const digests = new Set()
  for (const runtime of runtimes())
    for (const choice of await choicesOf(runtime)) {
      const { digest, backend, threads } = await trainBy(document, runtime, choice)
      digests.add(digest)
      process.stdout.write(`${runtime.name.padEnd(16)}${backend.padEnd(12)}${threads}  ${digest}\n`)
    }
  const isOne = digests.size === 1
  process.stdout.write(isOne ? 'all the same\n' : 'they differ\n')
  process.exitCode = isOne ? 0 : 1
}
