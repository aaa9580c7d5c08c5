/**
 * Kills trainers, commands and windows at random moments, resumes what they leave, and holds the run that comes of it
 * against one that nobody killed: the same digest, results, rows (but for times) and kept moments.
 *
 *     node scripts/reliability/killedRuns.mjs [--moments 60] [--seed 1] [--victims trainer,command,window] [--steps 30000]
 *
 * Needs the built app (`npm run build`). A kill that comes after the end is tried again. The same seed draws the same moments, but a moment is of the
 * clock. Exit code 0 where every run came out the same, 1 where one did not: its folder stays, and is named.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { _electron } from '@playwright/test'
import { remembering } from '../../e2e/support/remembering.mjs'
import { inProject, projectFolder } from '../setup/places.mjs'
import { withVirtualDisplay } from '../test/virtualDisplay.mjs'

const { values: options } = parseArgs({
  options: {
    moments: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    victims: { type: 'string', default: 'trainer,command,window' },
    steps: { type: 'string', default: '30000' },
  },
})
const steps = Number(options.steps)
/** A resumed run is killed again with this probability, and so on. */
const killedAgain = 0.4
/** A trainer looks up from its work ten times a second. */
const orphanPatienceMs = 10_000

const experiment = { ...remembering, budget: { steps }, diagnostics: { keep: { every: Math.ceil(steps / 7) } } }

/**
 * @typedef {{ folder: string, file: string }} Place
 * @typedef {'trainer' | 'command' | 'window'} Victim
 */

/** @param {number} seed @returns {() => number} in [0, 1). Source: Tommy Ettinger, mulberry32. */
function randomOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** @returns {Place} */
function newPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-killed-'))
  writeFileSync(join(folder, 'run.json'), JSON.stringify(experiment))
  return { folder, file: join(folder, 'second-moment.lab') }
}

/** @param {Place} place @param {readonly string[]} words */
function start({ folder, file }, words) {
  const child = spawn(process.execPath, [inProject('out/main/lab.js'), ...words, '--json', '--db', file], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const errors = text(child.stderr)
  return { child, errors, ended: once(child, 'close').then(([code]) => /** @type {number | null} */ (code)) }
}

/** Standard output of a command that reads. @param {Place} place @param {readonly string[]} words */
function read({ folder, file }, words) {
  const limits = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 30, cwd: folder }
  return execFileSync(process.execPath, [inProject('out/main/lab.js'), ...words, '--db', file], limits)
}

/** @param {Place} place @returns {string} the status of the run, or `none` where none was kept */
function statusOf(place) {
  if (!existsSync(place.file)) return 'none'
  const [line = ''] = read(place, ['list', '--json']).split('\n')
  return line === '' ? 'none' : JSON.parse(line).status
}

/** What must not depend on whether, and when, it was killed. @param {Place} place @returns {Record<string, string>} */
function outcomeOf(place) {
  const {
    run: _,
    backend: _b,
    threads: _t,
    elapsedSeconds: _e,
    startedAt,
    finishedAt,
    createdAt,
    ...shown
  } = JSON.parse(read(place, ['show', '1', '--json']))
  const { series } = JSON.parse(read(place, ['export', '1', '--what', 'series']))
  const rows = series.map((/** @type {{ diagnostic: string, values: unknown[] }} */ one) =>
    one.diagnostic === 'elapsed' ? { ...one, values: one.values.length } : one,
  )
  const moments = shown.keptSteps.map((/** @type {number} */ step) =>
    read(place, ['export', '1', '--what', 'parameters', '--step', String(step)]),
  )
  const parameters = read(place, ['export', '1', '--what', 'parameters'])
  return { shown: JSON.stringify(shown), rows: JSON.stringify(rows), moments: moments.join(), parameters }
}

/** @param {number | undefined} parent */
function childrenOf(parent) {
  try {
    return execFileSync('pgrep', ['-P', String(parent)], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * Starts a command, and kills it or its trainer after a while.
 *
 * @param {Place} place @param {readonly string[]} words @param {Victim} victim @param {number} afterMs
 * @returns {Promise<string[]>} what should not have been
 */
async function killDuring(place, words, victim, afterMs) {
  const { child, ended } = start(place, words)
  await Promise.race([wait(afterMs), ended])
  const trainers = childrenOf(child.pid)
  if (victim === 'trainer') for (const trainer of trainers.slice(0, 1)) process.kill(trainer, 'SIGKILL')
  else child.kill('SIGKILL')
  await ended
  return orphansAmong(trainers)
}

/** Starts the run in a window, and kills the app's main process after a while. @param {Place} place @param {number} afterMs */
function killWindow({ folder }, afterMs) {
  const isRoot = process.getuid?.() === 0
  return withVirtualDisplay(async (environment) => {
    const app = await _electron.launch({
      chromiumSandbox: !isRoot,
      args: [...(isRoot ? ['--no-sandbox'] : []), projectFolder],
      cwd: projectFolder,
      env: { .../** @type {Record<string, string>} */ (environment), LAB_USER_DATA: folder },
    })
    const page = await app.firstWindow()
    const answer = await page.evaluate((document) => {
      const lab = /** @type {{ call(name: string, input: unknown): Promise<{ ok: boolean }> }} */ (
        Reflect.get(window, 'lab')
      )
      return lab.call('runs.start', { documents: [document] })
    }, experiment)
    if (!answer.ok) throw new Error(`the window did not start the run: ${JSON.stringify(answer)}`)
    await wait(afterMs)
    const gone = once(app.process(), 'exit')
    app.process().kill('SIGKILL')
    await gone
  })
}

/** @param {readonly number[]} processes */
async function orphansAmong(processes) {
  for (let waitedMs = 0; processes.some(isAlive) && waitedMs < orphanPatienceMs; waitedMs += 100) await wait(100)
  return processes.filter(isAlive).map((pid) => `process ${pid} outlives the one that started it`)
}

/**
 * One moment: a run that is killed, then resumed until it has completed.
 *
 * @param {Place} place @param {Victim} victim @param {() => number} random @param {number} wholeMs of a run by command
 * @returns {Promise<{ story: string[], faults: string[], isTooLate: boolean }>}
 */
async function liveThrough(place, victim, random, wholeMs) {
  const story = []
  const faults = []
  const moment = () => Math.round(random() * wholeMs)
  for (let turn = 0; ; turn++) {
    const status = turn === 0 ? 'none' : statusOf(place)
    if (turn > 0) story.push(status)
    if (status === 'completed') return { story, faults, isTooLate: turn === 1 }
    if (status === 'running') faults.push('a run whose process is gone is listed as running')
    const words = status === 'none' ? ['run', 'run.json'] : ['resume', '1']
    const isKilled = turn === 0 || random() < killedAgain
    if (!isKilled) {
      const code = await start(place, words).ended
      story.push(words[0] ?? '')
      if (code !== 0 || statusOf(place) !== 'completed') {
        const fault = `${words[0]} ended with ${code} and the run ${statusOf(place)}`
        return { story, faults: [...faults, fault], isTooLate: false }
      }
      continue
    }
    const afterMs = moment()
    const isWindow = victim === 'window' && status === 'none'
    const killed = isWindow || victim === 'trainer' ? victim : 'command'
    story.push(`${words[0]}, ${killed} killed after ${afterMs} ms`)
    if (isWindow) await killWindow(place, afterMs)
    else faults.push(...(await killDuring(place, words, killed, afterMs)))
  }
}

const victims = /** @type {Victim[]} */ (options.victims.split(','))
const random = randomOf(Number(options.seed))
const { expected, wholeMs } = await uninterrupted()
process.stdout.write(`uninterrupted: ${Math.round(wholeMs)} ms\n`)
let failed = 0
for (let moment = 1; moment <= Number(options.moments); ) {
  const place = newPlace()
  const { story, faults, isTooLate } = await liveThrough(
    place,
    victims[moment % victims.length] ?? 'command',
    random,
    wholeMs,
  )
  const outcome = faults.length === 0 ? outcomeOf(place) : expected
  for (const part of Object.keys(expected)) if (outcome[part] !== expected[part]) faults.push(`${part} differ`)
  const verdict = faults.length > 0 ? `FAULT, ${faults.join('; ')} (${place.folder})` : isTooLate ? 'too late' : 'same'
  process.stdout.write(`${moment} ${verdict}: ${story.join('; ')}\n`)
  if (faults.length === 0) rmSync(place.folder, { recursive: true })
  failed += faults.length === 0 ? 0 : 1
  if (!isTooLate || faults.length > 0) moment++
}
process.stdout.write(`${Number(options.moments) - failed} same, ${failed} at fault\n`)
process.exitCode = failed === 0 ? 0 : 1

/** The run that nobody kills, and how long it takes at least. */
async function uninterrupted() {
  let wholeMs = Number.POSITIVE_INFINITY
  for (;;) {
    const place = newPlace()
    const begunAt = performance.now()
    const { ended, errors } = start(place, ['run', 'run.json'])
    const code = await ended
    if (code !== 0) throw new Error(`the uninterrupted run ended with ${code} (${place.folder}): ${await errors}`)
    const isFirst = wholeMs === Number.POSITIVE_INFINITY
    wholeMs = Math.min(wholeMs, performance.now() - begunAt)
    const expected = isFirst ? undefined : outcomeOf(place)
    rmSync(place.folder, { recursive: true })
    if (expected !== undefined) return { expected, wholeMs }
  }
}
