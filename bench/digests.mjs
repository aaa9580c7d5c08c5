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
 * @typedef {{ runtime: string, backend: string, threads: number, digest: string, trainedBy: Trained }} Digest
 * @typedef {{ backend: unknown, threads: unknown }} Trained what the run's own record says it was trained by
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
 * @param {unknown} document
 * @param {(digest: Digest) => void} [report] called as each is known
 * @returns {Promise<Digest[]>}
 */
export async function digestMatrix(document, report = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-digests-'))
  try {
    writeFileSync(join(folder, 'document.json'), JSON.stringify(document))
    /** @type {Digest[]} */
    const digests = []
    for (const runtime of runtimes()) {
      for (const { backend, threads } of await choicesOf(runtime)) {
        const how = ['--backend', backend, ...(threads > 1 ? ['--threads', String(threads)] : [])]
        const file = `${digests.length}.lab`
        const words = ['run', 'document.json', '--db', file, '--json', ...how]
        const finished = (await lab(runtime, folder, words)).find(({ event }) => event === 'finished')
        const [saved] = await lab(runtime, folder, ['show', '1', '--db', file, '--json'])
        const digest = {
          runtime: runtime.name,
          backend,
          threads,
          digest: String(finished?.parameterDigest),
          trainedBy: { backend: saved?.backend, threads: saved?.threads },
        }
        report(digest)
        digests.push(digest)
      }
    }
    return digests
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * What a runtime can train by, as its own `lab bench` says.
 * @param {Runtime} runtime
 * @returns {Promise<{ backend: string, threads: number }[]>}
 */
async function choicesOf(runtime) {
  const words = ['bench', '--json', '--rounds', '1', '--figure', 'W2']
  const lines = await lab(runtime, tmpdir(), words)
  return lines.flatMap(({ event, backend, threads }) => (event === 'figure' ? [{ backend, threads }] : []))
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
  const digests = await digestMatrix(document, ({ runtime, backend, threads, digest }) =>
    process.stdout.write(`${runtime.padEnd(16)}${backend.padEnd(12)}${threads}  ${digest}\n`),
  )
  const isOne = new Set(digests.map(({ digest }) => digest)).size === 1
  process.stdout.write(isOne ? 'all the same\n' : 'they differ\n')
  process.exitCode = isOne ? 0 : 1
}
