/**
 * Short runs a second, and what each takes on disk:
 *
 *   node bench/shortRuns.mjs [--before FOLDER] [--rounds N] [--skip-command] [--skip-window]
 *
 * A group of seeds of the lecture's bowl, and one of a small network: by `lab run --seeds`, the start and the end of the program
 * included, and through the window, from the call that queues them until the page is told of the last end. With a built checkout
 * of another version beside, both take turns. One JSON line for each.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withVirtualDisplay } from '../scripts/test/virtualDisplay.mjs'
import { createWindows } from './appWindow.mjs'
import { bowl, moons } from './shortDocuments.mjs'

const { values: options } = parseArgs({
  options: {
    before: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    'skip-command': { type: 'boolean', default: false },
    'skip-window': { type: 'boolean', default: false },
  },
})
const groups = [
  { name: 'bowl', document: bowl, seeds: 100 },
  { name: 'two moons', document: moons, seeds: 60 },
]
const checkouts = [
  ...(options.before === undefined ? [] : [{ version: 'before', project: options.before }]),
  { version: 'now', project: join(import.meta.dirname, '..') },
]
const temporary = mkdtempSync(join(tmpdir(), 'second-moment-runs-'))

function byCommand(project, { document, seeds }) {
  const [experiment, file] = [join(temporary, 'experiment.json'), join(temporary, 'runs.lab')]
  rmSync(file, { force: true })
  writeFileSync(experiment, JSON.stringify(document))
  const words = [join(project, 'out/main/lab.js'), 'run', experiment, '--seeds', String(seeds), '--db', file, '--json']
  const startedAtMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`lab run ended with ${status}: ${stderr}`)
  return { seconds: (performance.now() - startedAtMs) / 1000, bytes: statSync(file).size }
}

/** The page's own view: what it is told by `runs.changed`. */
function trainInPage({ document, seeds }) {
  return new Promise((resolve, reject) => {
    const ended = new Set()
    const startedAtMs = performance.now()
    const { lab } = globalThis
    lab.on('runs.changed', (payload) => {
      for (const run of payload.runs ?? payload) if (run.status === 'completed') ended.add(run.id)
      if (ended.size === seeds) resolve((performance.now() - startedAtMs) / 1000)
    })
    lab.call('runs.startSeeds', { document, seeds }).then((answer) => {
      if (!answer.ok) reject(new Error(JSON.stringify(answer.error)))
    })
  })
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1]

async function measure(way, run) {
  for (const group of groups) {
    const results = new Map(checkouts.map(({ version }) => [version, []]))
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const { version, project } of checkouts) results.get(version).push(await run(project, group))
    }
    for (const [version, rounds] of results) {
      const rates = rounds.map(({ seconds }) => group.seeds / seconds)
      const row = { way, runs: group.name, seeds: group.seeds, version, rounds: rounds.length }
      const figures = { runsASecond: median(rates), best: Math.max(...rates) }
      const bytes = rounds[0].bytes === undefined ? {} : { bytesARun: rounds[0].bytes / group.seeds }
      process.stdout.write(`${JSON.stringify({ ...row, ...figures, ...bytes })}\n`)
    }
  }
}

try {
  if (!options['skip-command']) await measure('lab run', byCommand)
  if (!options['skip-window']) {
    await withVirtualDisplay(async (environment) => {
      const { withWindow } = await createWindows(environment)
      await measure('window', (project, group) =>
        withWindow(project, async (page) => ({ seconds: await page.evaluate(trainInPage, group) })),
      )
    })
  }
} finally {
  rmSync(temporary, { recursive: true })
}
