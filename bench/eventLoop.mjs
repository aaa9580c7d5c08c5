/**
 * How long the app's main process keeps others waiting while as many runs train as there are cores and six figures are live:
 *
 *   node bench/eventLoop.mjs [--rounds N] [--seconds N] [--before FOLDER]
 *
 * Each run is a small network with a row of every diagnostic a step, longer than the measured time; the window shows the six
 * figures of Curves, first as stored and then, in starts of their own, smoothed. `eventLoopProbe.cjs` notes every turn of main's event loop from the moment when all figures have drawn
 * every run; no version needs a change for it. Versions take turns, the app started anew each time (build both first).
 *
 * `delayMs` is what a turn adds to the 1 ms of the probe's timer, over all turns of all rounds. Long turns are few beside short
 * ones, so `waitMs` says besides how long who comes at any moment waits for the next turn. `stepsASecond` is of all runs
 * together, by the median of the rounds: a loop that has no time is calm when trainers are held back. One JSON line each.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { wiredProgram } from '../scripts/setup/electronRuntime.mjs'
import { withVirtualDisplay } from '../scripts/test/virtualDisplay.mjs'
import { moons } from './shortRunDocuments.mjs'
import { startApp } from './startApp.mjs'
import { builtVersions, inTurns, quantile, say, wholeNumber } from './versions.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '30' },
    before: { type: 'string' },
  },
})
const rounds = wholeNumber(options, 'rounds')
const seconds = wholeNumber(options, 'seconds')
const trainers = availableParallelism()
const figures = 6
const timerMs = 1
/** Nobody trains so many steps in the measured time. A rate that changes has a figure of its own, the sixth. */
const document = {
  ...moons,
  budget: { steps: 1_000_000_000 },
  schedule: { kind: 'cosine' },
  diagnostics: { every: 1, evaluateEvery: 24 },
}
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-event-loop-'))

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }))

const versions = builtVersions(options.before)
await withVirtualDisplay(async (environment) => {
  for (const isSmoothed of [false, true]) {
    const measured = await inTurns(versions, rounds, (version) => measure(version, environment, isSmoothed))
    for (const [version, results] of measured) sayResults({ version, figures, isSmoothed }, results)
  }
})

function sayResults(conditions, results) {
  const intervals = results.flatMap((result) => [...result.intervals])
  const stepsASecond = quantile(
    results.map((result) => result.stepsASecond),
    0.5,
  )
  const delayMs = { p50: 0, p99: 0, max: 0 }
  for (const [name, share] of Object.entries({ p50: 0.5, p99: 0.99, max: 1 }))
    delayMs[name] = quantile(intervals, share) - timerMs
  const waitMs = { p50: waitOf(intervals, 0.5), p99: waitOf(intervals, 0.99) }
  say({ eventLoop: 'main', ...conditions, rounds, seconds, trainers, delayMs, waitMs, stepsASecond })
}

/** @returns {Promise<{ intervals: Float64Array, stepsASecond: number }>} of one start of the app */
async function measure({ folder }, environment, isSmoothed) {
  const electron = wiredProgram()
  if (electron === undefined) throw new Error('there is no Electron runtime')
  const dataFolder = mkdtempSync(join(temporary, 'data-'))
  const file = join(dataFolder, 'intervals')
  const { page, processId, end } = await startApp({
    electron,
    project: folder,
    environment: { ...environment, LAB_USER_DATA: dataFolder, LAB_BENCH_PROBE: file },
    switches: ['--require', join(import.meta.dirname, 'eventLoopProbe.cjs')],
  })
  try {
    await page.waitForFunction(() => 'lab' in window && document.querySelector('[role="tab"]') !== null)
    await page.evaluate(startRuns, { document, trainers })
    if (isSmoothed) await page.getByRole('slider', { name: 'Smoothing' }).press('End')
    await page.waitForFunction(areLive, { figures, trainers }, { timeout: 120_000 })
    const before = await page.evaluate(stepsOfRuns)
    process.kill(processId, 'SIGUSR2')
    await pass(seconds * 1000)
    process.kill(processId, 'SIGUSR2')
    const after = await page.evaluate(stepsOfRuns)
    const isLive = await page.evaluate(areLive, { figures, trainers })
    if (!isLive) throw new Error(`fewer than ${figures} figures with ${trainers} runs at the end`)
    while (!existsSync(file)) await pass(20)
    const intervals = new Float64Array(new Uint8Array(readFileSync(file)).buffer)
    return { intervals, stepsASecond: ((after.steps - before.steps) * 1000) / (after.atMs - before.atMs) }
  } finally {
    await end()
    rmSync(dataFolder, { recursive: true })
  }
}

/** The wait that this share of all moments does not exceed: in a turn of t ms each wait up to t is met alike. */
function waitOf(intervals, share) {
  const sorted = intervals.toSorted((one, other) => other - one)
  const total = sorted.reduce((sum, interval) => sum + interval, 0)
  // above a wait w lies Σ (t − w) over turns t > w: w falls until that is what may be exceeded
  let sum = 0
  for (const [index, interval] of sorted.entries()) {
    sum += interval
    const wait = (sum - (1 - share) * total) / (index + 1)
    const next = sorted[index + 1] ?? 0
    if (wait >= next) return Math.max(0, wait)
  }
  return 0
}

/** In the page. Runs are told of as a list, or as `{ runs }`, by the version. */
async function startRuns({ document: template, trainers: count }) {
  const { lab } = window
  window.steps = new Map()
  lab.on('runs.changed', (told) => {
    for (const { id, step, status } of told.runs ?? told) window.steps.set(id, { step, status })
  })
  const documents = Array.from({ length: count }, (_, index) => ({ ...template, seed: index + 1 }))
  for (const [name, input] of [
    ['lab.setConcurrency', { concurrency: count }],
    ['runs.start', { documents }],
  ]) {
    const answer = await lab.call(name, input)
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  }
}

/** In the page: so many figures have drawn so many runs. */
function areLive({ figures: wanted, trainers: runs }) {
  const drawn = [...document.querySelectorAll('[data-last-step]')].filter(
    (figure) => Number(figure.dataset.series) === runs && Number(figure.dataset.lastStep) > 0,
  )
  return drawn.length >= wanted
}

/** In the page: the steps of all runs, as far as the page was told. */
function stepsOfRuns() {
  const runs = [...window.steps.values()]
  const ended = runs.find(({ status }) => status !== 'running')
  if (ended !== undefined) throw new Error(`a run is ${ended.status}, must be running`)
  return { atMs: performance.now(), steps: runs.reduce((sum, { step }) => sum + step, 0) }
}
