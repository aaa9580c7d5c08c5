/**
 * What recording costs, on W1 and W2:
 *
 *   node bench/recording.mjs [--rounds N] [--backend NAME] [--skip-path]
 *
 * The engine alone; the trainer around it in this process, recording nothing but the loss, the default, and everything
 * at every step; and the whole path, by `lab run` into a lab file (build first). Contenders take turns. One JSON line
 * each: µs a step, median and best, and the share of the engine's own throughput that is kept, by the bests.
 * Of the path, two runs of different length are timed and their difference is what counts: starting up is left out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { documents, recordings } from './recordingDocuments.mjs'

const folder = import.meta.dirname
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    backend: { type: 'string' },
    'skip-path': { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
const bundle = join(folder, '../out/bench-recording')
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: join(folder, 'recordingEntry.ts'), outDir: bundle, emptyOutDir: true, target: 'node20', minify: false },
})
const lab = await import(join(bundle, 'recordingEntry.js'))
const backend = options.backend ?? lab.defaultBackend
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-recording-'))

/** @returns {{ name: string, measure: () => Promise<number> | number }[]} contenders, each giving µs a step */
function contendersOf(workload, document) {
  const trainable = lab.prepareWorkload(
    lab.workloads.find(({ name }) => name.startsWith(workload)),
    backend,
  )
  const list = [{ name: 'engine alone', measure: () => engineAlone(trainable, document.budget.steps / 4) }]
  for (const [recording, diagnostics] of Object.entries(recordings)) {
    list.push({ name: `trainer, ${recording}`, measure: () => trainer({ ...document, diagnostics }) })
  }
  if (!options['skip-path']) {
    list.push({ name: 'lab run, default', measure: () => wholePath(document) })
  }
  return list
}

function engineAlone({ gradients, update }, steps) {
  const startedAtMs = performance.now()
  for (let step = 0; step < steps; step++) {
    gradients()
    update()
  }
  return ((performance.now() - startedAtMs) * 1000) / Math.floor(steps)
}

async function trainer(document) {
  const { elapsedMs, steps } = await lab.trainAlone(document, backend)
  return (elapsedMs * 1000) / steps
}

function wholePath(document) {
  const { steps } = document.budget
  const more = steps * 3
  return ((labRunMs({ ...document, budget: { steps: more } }) - labRunMs(document)) * 1000) / (more - steps)
}

function labRunMs(document) {
  const file = join(temporary, 'experiment.json')
  const database = join(temporary, 'recording.sqlite')
  writeFileSync(file, JSON.stringify(document))
  const command = [join(folder, '../out/main/lab.js'), 'run', file, '--db', database, '--json', '--backend', backend]
  const startedAtMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  const passedMs = performance.now() - startedAtMs
  if (status !== 0) throw new Error(`lab run ended with ${status}: ${stderr}`)
  return passedMs
}

try {
  for (const [workload, document] of Object.entries(documents)) {
    const list = contendersOf(workload, document).map((contender) => ({ ...contender, times: [] }))
    for (const { measure } of list) await measure()
    for (let round = 0; round < rounds; round++) {
      for (const { measure, times } of list) times.push(await measure())
    }
    const [engine] = list.map(({ times }) => Math.min(...times))
    for (const { name, times } of list) {
      const sorted = times.toSorted((a, b) => a - b)
      const [best, median] = [sorted[0], sorted[sorted.length >> 1]]
      const row = { workload, contender: name, backend, unit: 'µs/step', median, best, shareOfEngine: engine / best }
      process.stdout.write(`${JSON.stringify(row)}\n`)
    }
  }
} finally {
  rmSync(temporary, { recursive: true })
}
