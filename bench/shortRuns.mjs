/**
 * Short runs a second, and the bytes of the lab file that each takes:
 *
 *   node bench/shortRuns.mjs [--rounds N] [--seeds N] [--moons-seeds N] [--before FOLDER] [--part command|window]…
 *
 * The lecture's bowl with 100 seeds and a small network with 60, default diagnostics, through `lab run` (the whole time of its
 * process) and through the window (from the call that starts the group until the page has been told that every run is
 * completed; the app is started anew each time and is ready). Versions take turns (build both first). One JSON line each.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { wiredProgram } from '../scripts/setup/electronRuntime.mjs'
import { withVirtualDisplay } from '../scripts/test/virtualDisplay.mjs'
import { bowl, moons } from './shortRunDocuments.mjs'
import { startApp } from './startApp.mjs'
import { builtVersions, inTurns, labRun, quantile, say, wholeNumber } from './versions.mjs'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seeds: { type: 'string', default: '100' },
    'moons-seeds': { type: 'string', default: '60' },
    before: { type: 'string' },
    part: { type: 'string', multiple: true, default: ['command', 'window'] },
  },
})
const rounds = wholeNumber(options, 'rounds')
const groups = [
  { name: 'bowl', document: bowl, seeds: wholeNumber(options, 'seeds') },
  { name: 'two moons', document: moons, seeds: wholeNumber(options, 'moons-seeds') },
]
const versions = builtVersions(options.before)
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-short-'))

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }))

if (options.part.includes('command'))
  await measureGroups('lab run', ({ document, seeds }, version) =>
    labRun(version, temporary, document, ['--seeds', String(seeds)]),
  )
if (options.part.includes('window')) await withVirtualDisplay(measureWindows)

async function measureWindows(environment) {
  const electron = wiredProgram()
  if (electron === undefined) throw new Error('there is no Electron runtime')
  await measureGroups('window', (group, version) => groupInWindow({ electron, environment, group, version }))
}

/** @param measure - one group by one version: seconds, and bytes of the lab file */
async function measureGroups(way, measure) {
  for (const group of groups) {
    const { name, seeds } = group
    const measured = await inTurns(versions, rounds, (version) => measure(group, version))
    for (const [version, results] of measured) {
      const rates = results.map(({ seconds }) => seeds / seconds)
      const bytesARun = quantile(
        results.map(({ bytes }) => bytes / seeds),
        0.5,
      )
      const runsASecond = { median: quantile(rates, 0.5), best: Math.max(...rates) }
      say({ shortRuns: name, way, version, seeds, rounds, runsASecond, bytesARun })
    }
  }
}

async function groupInWindow({ electron, environment, group: { document, seeds }, version }) {
  const dataFolder = mkdtempSync(join(temporary, 'window-'))
  const place = { electron, project: version.folder, environment: { ...environment, LAB_USER_DATA: dataFolder } }
  const { page, end } = await startApp(place)
  let seconds = 0
  try {
    await page.waitForFunction(() => 'lab' in window && document.querySelector('[role="tab"]') !== null)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    seconds = await page.evaluate(secondsOfGroup, { document, seeds })
  } finally {
    await end()
  }
  const bytes = statSync(join(dataFolder, 'second-moment.lab')).size
  rmSync(dataFolder, { recursive: true })
  return { seconds, bytes }
}

/** In the page. Runs are told of as a list, or as `{ runs }`, by the version. */
async function secondsOfGroup({ document, seeds }) {
  const { lab } = window
  const completed = new Set()
  let finish = () => undefined
  let fail = () => undefined
  const all = new Promise((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  const hear = (told) => {
    for (const { id, status } of told.runs ?? told) {
      if (status === 'completed') completed.add(id)
      else if (status !== 'queued' && status !== 'running') fail(new Error(`run ${id} is ${status}, must be completed`))
    }
    if (completed.size >= seeds) finish()
  }
  lab.on('runs.changed', hear)
  const startedAtMs = performance.now()
  const answer = await lab.call('runs.startSeeds', { document, seeds })
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  await all
  return (performance.now() - startedAtMs) / 1000
}
