/**
 * What series take on disk, and how soon a window of a long one is there:
 *
 *   node bench/storage.mjs [--rows N] [--windows N] [--smoothed-windows N] [--before FOLDER]
 *
 * Dense series of one column are stored in frames as a trainer sends them: noise in float64, the same rounded to float32, and
 * a curve without noise; then bytes a row with the levels, and microseconds a row that the store takes. Of the noise the time
 * of windows of 1,000 buckets at random places, as stored and smoothed, one share of the series after the other; then of the
 * whole and of its newest thousandth while it grows by a frame before each window. The first window is told alone: behind the
 * first smoothed one the reader has the smoothed column in memory. Short runs are measured by `shortRuns.mjs`.
 *
 * Windows go the app's way, through the reading thread, from the request to the answer. The version that `--before` names has
 * no such thread: its own modules are bundled (`storageBeforeEntry.mjs`) and read in the process itself, where every smoothed
 * window takes the whole series. Versions take turns, window by window. One JSON line each.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle, load } from './bundle.mjs'
import { quantile, say, wholeNumber } from './versions.mjs'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    windows: { type: 'string', default: '300' },
    'smoothed-windows': { type: 'string', default: '300' },
    before: { type: 'string' },
  },
})
const rowCount = wholeNumber(options, 'rows')
const [windowCount, smoothedCount] = [wholeNumber(options, 'windows'), wholeNumber(options, 'smoothed-windows')]
/** As a fast run sends them. */
const rowsOfFrame = 26_000
const buckets = 1000
const weight = 0.99
/** A smoothed window takes seconds there. */
const mostSmoothedBefore = 5
const folder = import.meta.dirname
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-storage-'))

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }))

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
  'no noise': falling,
  'noise, float32': (step) => Math.fround(falling(step) * (0.5 + noise() * noise())),
  'noise, float64': (step) => falling(step) * (0.5 + noise() * noise()),
}

// the reading thread by itself keeps no process alive
const alive = setInterval(() => undefined, 1000)
const versions = await bundledVersions()
let stored = []
for (const [name, valueAt] of Object.entries(curves)) {
  for (const { close } of stored) await close()
  stored = await storeCurve(name, valueAt)
}
let lastStep = rowCount
for (const smoothed of [0, weight]) {
  for (const share of [1, 0.1, 0.001]) await timeWindows({ share }, smoothed, () => placeOf(share))
}
for (const smoothed of [0, weight]) {
  for (const share of [1, 0.001]) await timeWindows({ share, isGrowing: true }, smoothed, () => newestOf(share))
}
for (const { close } of stored) await close()
clearInterval(alive)

/** @returns {Promise<{ version: string, open: (file: string) => any }[]>} */
async function bundledVersions() {
  const now = await bundle('storage', {
    entry: join(folder, 'storageEntry.ts'),
    thread: join(folder, '../src-main/store/reader/readerThread.ts'),
  })
  const { openSeries } = await load(now('entry'))
  const list = [{ version: 'now', open: (file) => openSeries(file, now('thread')) }]
  if (options.before === undefined) return list
  const alias = { before: join(resolve(options.before), 'src-main') }
  const before = await bundle('storage-before', { entry: join(folder, 'storageBeforeEntry.mjs') }, alias)
  return [...list, { version: 'before', open: (await load(before('entry'))).openSeries }]
}

/** One frame after the other, each by every version. */
async function storeCurve(name, valueAt) {
  const open = versions.map((version) => {
    const file = join(temporary, `${version.version} ${name}.lab`)
    return { ...version, file, series: version.open(file), storedMs: 0, longestMs: 0 }
  })
  for (let first = 1; first <= rowCount; first += rowsOfFrame) appendFrame(open, first, valueAt)
  for (const { version, file, series, storedMs, longestMs } of open) {
    series.settle()
    const bytesARow = statSync(file).size / rowCount
    const usARow = (storedMs * 1000) / rowCount
    say({ series: name, version, rows: rowCount, bytesARow, usARow, longestFrameMs: longestMs })
  }
  return open.map((one) => ({ ...one, close: () => one.series.close().then(() => rmSync(one.file)) }))
}

function appendFrame(open, first, valueAt) {
  const length = first > rowCount ? rowsOfFrame : Math.min(rowsOfFrame, rowCount + 1 - first)
  const steps = Float64Array.from({ length }, (_, index) => first + index)
  const values = steps.map(valueAt)
  for (const one of open) {
    const startedAtMs = performance.now()
    one.series.append(steps, values)
    const passedMs = performance.now() - startedAtMs
    one.storedMs += passedMs
    one.longestMs = Math.max(one.longestMs, passedMs)
  }
}

/** @param share - of the series that a window shows */
function placeOf(share) {
  const width = Math.floor(rowCount * share * (0.5 + noise() / 2))
  const fromStep = 1 + Math.floor(noise() * (rowCount - width))
  return { fromStep, toStep: fromStep + width }
}

/** The newest share of the series, a frame longer than at the window before. */
function newestOf(share) {
  appendFrame(stored, lastStep + 1, curves['noise, float64'])
  lastStep += rowsOfFrame
  return { fromStep: lastStep + 1 - Math.floor(lastStep * share), toStep: null }
}

/** @param place - makes the bounds of the next window, which every version is asked for */
async function timeWindows(what, smoothing, place) {
  const count = smoothing === 0 ? windowCount : smoothedCount
  const times = new Map(stored.map(({ version }) => [version, []]))
  for (let window = 0; window < count; window++) {
    const bounds = { ...place(), buckets, smoothing }
    for (const { version, series } of stored) {
      const own = times.get(version)
      if (version === 'before' && smoothing !== 0 && own.length >= mostSmoothedBefore) continue
      const startedAtMs = performance.now()
      await series.read(bounds)
      own.push(performance.now() - startedAtMs)
    }
  }
  for (const [version, [firstMs, ...others]] of times) {
    const [medianMs, p95Ms, maxMs] = [0.5, 0.95, 1].map((share) => quantile(others, share))
    say({ windows: others.length + 1, ...what, smoothing, version, firstMs, medianMs, p95Ms, maxMs })
  }
}
