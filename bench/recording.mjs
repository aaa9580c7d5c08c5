/**
 * What recording costs, on W1 and W2:
 *
 *   node bench/recording.mjs [--rounds N] [--backend NAME] [--skip-path]
 *
 * The engine alone; the trainer around it in this process, recording nothing but the loss, the default, and everything
 * at every step; and the whole path, by `lab run` into a lab file (build first). Contenders take turns, and the trainers
 * do so every 100 ms. One JSON line each: µs a step, median and best; the share of the engine's own throughput that is
 * kept, by the bests; and of trainers what recording adds to the time, the median of the rounds.
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

/** @returns {{ names: string[], measure: () => Promise<number[]> | number[] }[]} who is timed together, giving µs a step */
function contendersOf(workload, document) {
  const trainable = lab.prepareWorkload(
    lab.workloads.find(({ name }) => name.startsWith(workload)),
    backend,
  )
  const recorded = Object.values(recordings).map((diagnostics) => ({ ...document, diagnostics }))
  const list = [
    { names: ['engine alone'], measure: () => [engineAlone(trainable, document.budget.steps / 4)] },
    { names: Object.keys(recordings).map((name) => `trainer, ${name}`), measure: () => trainers(recorded) },
  ]
  if (!options['skip-path']) list.push({ names: ['lab run, default'], measure: () => [wholePath(document)] })
  return list
}

function medianOf(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}

function engineAlone({ gradients, update }, steps) {
  const startedAtMs = performance.now()
  for (let step = 0; step < steps; step++) {
    gradients()
    update()
  }
  return ((performance.now() - startedAtMs) * 1000) / Math.floor(steps)
}

async function trainers(documents) {
  const trained = await lab.trainInTurns(documents, backend)
  return trained.map(({ elapsedMs, steps }) => (elapsedMs * 1000) / steps)
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
    const groups = contendersOf(workload, document)
    const list = groups.flatMap(({ names }) => names.map((name) => ({ name, times: [] })))
    for (const { measure } of groups) await measure()
    for (let round = 0; round < rounds; round++) {
      const times = []
      for (const { measure } of groups) times.push(...(await measure()))
      for (const [place, { times: own }] of list.entries()) own.push(times[place])
    }
    const [engine] = list.map(({ times }) => Math.min(...times))
    const off = list.find(({ name }) => name === 'trainer, off').times
    for (const { name, times } of list) {
      const best = Math.min(...times)
      const row = { workload, contender: name, backend, unit: 'µs/step', median: medianOf(times), best }
      const added = medianOf(times.map((time, round) => time / off[round] - 1))
      const isRecording = name.startsWith('trainer, ') && times !== off
      const shares = { shareOfEngine: engine / best, ...(isRecording && { addedByRecording: added }) }
      process.stdout.write(`${JSON.stringify({ ...row, ...shares })}\n`)
    }
  }
} finally {
  rmSync(temporary, { recursive: true })
}
