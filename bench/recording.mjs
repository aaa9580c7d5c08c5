/**
 * What recording costs, on W1 and W2:
 *
 *   node bench/recording.mjs [--rounds N] [--backend NAME] [--skip-path] [--before FOLDER]
 *
 * The engine alone; the trainer around it in this process, recording nothing but the loss, the default, and everything
 * at every step; and the whole path, by `lab run` into a lab file (build first). Contenders take turns, and the trainers
 * do so every 100 ms. One JSON line each: µs a step, median and best; the share of the engine's own throughput that is
 * kept, by the bests; and of trainers what recording adds to the time, the median of the rounds.
 * Of the path, two runs of different length are timed and their difference is what counts: starting up is left out. The
 * version that `--before` names (built) takes its turns on the path beside this one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle, load } from './bundle.mjs'
import { documents, recordings } from './recordingDocuments.mjs'
import { builtVersions, labRun, quantile, say, wholeNumber } from './versions.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    backend: { type: 'string' },
    'skip-path': { type: 'boolean', default: false },
    before: { type: 'string' },
  },
})
const rounds = wholeNumber(options, 'rounds')
const versions = options['skip-path'] ? [] : builtVersions(options.before)
const bundled = await bundle('recording', { entry: join(import.meta.dirname, 'recordingEntry.ts') })
const lab = await load(bundled('entry'))
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
  for (const version of versions) {
    const name = `${version.version === 'now' ? '' : `${version.version}: `}lab run, default`
    list.push({ names: [name], measure: () => [wholePath(version, document)] })
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

async function trainers(documents) {
  const trained = await lab.trainInTurns(documents, backend)
  return trained.map(({ elapsedMs, steps }) => (elapsedMs * 1000) / steps)
}

function wholePath(version, document) {
  const { steps } = document.budget
  const more = steps * 3
  const [short, long] = [steps, more].map((count) => ({ ...document, budget: { steps: count } }))
  const ms = (run) => labRun(version, temporary, run, ['--backend', backend]).seconds * 1000
  return ((ms(long) - ms(short)) * 1000) / (more - steps)
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
      const row = { workload, contender: name, backend, unit: 'µs/step', median: quantile(times, 0.5), best }
      const added = quantile(
        times.map((time, round) => time / off[round] - 1),
        0.5,
      )
      const isRecording = name.startsWith('trainer, ') && times !== off
      const shares = { shareOfEngine: engine / best, ...(isRecording && { addedByRecording: added }) }
      say({ ...row, ...shares })
    }
  }
} finally {
  rmSync(temporary, { recursive: true })
}
