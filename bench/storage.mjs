/**
 * What series take on disk, and how soon a window of a long one is there:
 *
 *   node bench/storage.mjs [--rows N] [--windows N]
 *
 * Dense series of one column are stored in frames as a trainer sends them: noise in float64, the same rounded to float32, and
 * a curve without noise; then bytes a row with the levels, and microseconds a row that the store takes. Of the noise the time
 * of windows of 1,000 buckets, one a tenth as wide as the other, at random places. One JSON line each.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    windows: { type: 'string', default: '300' },
  },
})
const rowCount = Number(options.rows)
const windowCount = Number(options.windows)
/** As a fast run sends them. */
const rowsOfFrame = 26_000
const buckets = 1000
const folder = import.meta.dirname
const bundle = join(folder, '../out/bench-storage')
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: join(folder, 'storageEntry.ts'), outDir: bundle, emptyOutDir: true, target: 'node20', minify: false },
})
const store = await import(join(bundle, 'storageEntry.js'))
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-storage-'))
const key = { diagnostic: 'trainingLoss', parameter: '' }
const noLosses = { trainingLoss: null, bestTrainingLoss: null, validationLoss: null, validationAccuracy: null }

const say = (row) => process.stdout.write(`${JSON.stringify(row)}\n`)

/** The same numbers every time: Numerical Recipes' "quick and dirty" generator. */
function createNoise() {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const noise = createNoise()
const falling = (step) => Math.exp((-3 * step) / rowCount)
const curves = {
  'noise, float64': (step) => falling(step) * (0.5 + noise() * noise()),
  'noise, float32': (step) => Math.fround(falling(step) * (0.5 + noise() * noise())),
  'no noise': falling,
}

function storeCurve(name, valueAt) {
  const file = join(temporary, `${name}.lab`)
  const labFile = store.unwrap(store.openLabFile(file, { mode: 'write' }))
  const { db } = labFile
  const [run] = store.insertRuns(db, { experiments: [store.sampleExperiment()], createdAtMs: 0 })
  let storedMs = 0
  let longestMs = 0
  for (let first = 1; first <= rowCount; first += rowsOfFrame) {
    const length = Math.min(rowsOfFrame, rowCount + 1 - first)
    const steps = Float64Array.from({ length }, (_, index) => first + index)
    const rows = [{ key, shape: { columns: ['value'] }, steps, values: steps.map(valueAt) }]
    const startedAtMs = performance.now()
    store.appendFrame(db, run, { step: first + length - 1, elapsedMs: 0, stepsPerSecond: null, rows }, noLosses)
    const passedMs = performance.now() - startedAtMs
    storedMs += passedMs
    longestMs = Math.max(longestMs, passedMs)
  }
  store.closeSeries(db, run)
  labFile.close()
  const bytes = statSync(file).size
  say({
    series: name,
    rows: rowCount,
    bytesARow: bytes / rowCount,
    usARow: (storedMs * 1000) / rowCount,
    longestFrameMs: longestMs,
  })
  return { file, run }
}

/** @param share - of the series that a window shows */
function readWindows({ file, run }, share) {
  const labFile = store.unwrap(store.openLabFile(file, { mode: 'read' }))
  const times = []
  for (let window = 0; window < windowCount; window++) {
    const width = Math.floor(rowCount * share * (0.5 + noise() / 2))
    const fromStep = 1 + Math.floor(noise() * (rowCount - width))
    const bounds = { fromStep, toStep: fromStep + width, buckets }
    const startedAtMs = performance.now()
    store.readSeriesWindows(labFile.db, run, key, ['value'], bounds)
    times.push(performance.now() - startedAtMs)
  }
  labFile.close()
  times.sort((one, other) => one - other)
  const at = (part) => times[Math.floor(part * (times.length - 1))]
  say({ windows: windowCount, share, medianMs: at(0.5), p95Ms: at(0.95) })
}

try {
  for (const [name, valueAt] of Object.entries(curves)) {
    const stored = storeCurve(name, valueAt)
    if (name === 'noise, float64') for (const share of [1, 0.1, 0.001]) readWindows(stored, share)
    rmSync(stored.file)
  }
} finally {
  rmSync(temporary, { recursive: true })
}
