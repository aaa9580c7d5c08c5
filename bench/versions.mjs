/**
 * The built versions that are measured beside each other: this checkout, and the one that `--before FOLDER` names.
 * Of the other one only its build, its command line and its calls are used.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** @typedef {{ version: 'now' | 'before', folder: string, lab: string }} Version */

/**
 * @param {string | undefined} before
 * @returns {Version[]}
 * @throws when one of them has not been built
 */
export function builtVersions(before) {
  const now = versionIn('now', join(import.meta.dirname, '..'))
  return before === undefined ? [now] : [now, versionIn('before', resolve(before))]
}

/** @param {Version['version']} version @param {string} folder @returns {Version} */
function versionIn(version, folder) {
  const lab = join(folder, 'out/main/lab.js')
  if (existsSync(lab)) return { version, folder, lab }
  throw new Error(`${folder} has not been built: ${lab} is missing`)
}

/**
 * Every version in each round; who comes first alternates.
 * @template {{ version: string }} V
 * @template Measured
 * @param {readonly V[]} versions
 * @param {number} rounds
 * @param {(version: V) => Promise<Measured> | Measured} measure
 * @returns {Promise<Map<string, Measured[]>>} what was measured, by version
 */
export async function inTurns(versions, rounds, measure) {
  const measured = new Map(versions.map(({ version }) => [version, []]))
  for (let round = 0; round < rounds; round++) {
    for (const each of round % 2 === 0 ? versions : versions.toReversed())
      measured.get(each.version).push(await measure(each))
  }
  return measured
}

/**
 * `lab run` of one document into a new lab file, which is removed.
 * @param {Version} version
 * @param {string} folder for the files
 * @param {unknown} document
 * @param {readonly string[]} words further ones of the command
 * @returns {{ seconds: number, bytes: number }} the whole time of the process, and the size of the file
 */
export function labRun({ version, lab }, folder, document, words) {
  const experiment = join(folder, 'experiment.json')
  const file = join(folder, 'runs.lab')
  writeFileSync(experiment, JSON.stringify(document))
  const command = [lab, 'run', experiment, '--db', file, '--json', ...words]
  const startedAtMs = performance.now()
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  const seconds = (performance.now() - startedAtMs) / 1000
  if (status !== 0) throw new Error(`lab run (${version}) ended with ${status}: ${stderr}`)
  const bytes = statSync(file).size
  rmSync(file)
  return { seconds, bytes }
}

/** @param {readonly number[]} numbers @param {number} share 0.5 = the median */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.round(share * (sorted.length - 1))]
}

/** One line of JSON, one result. */
export function say(row) {
  process.stdout.write(`${JSON.stringify(row)}\n`)
}

/** @param {Record<string, unknown>} options @param {string} name @throws RangeError unless it is a whole number ≥ 1 */
export function wholeNumber(options, name) {
  const value = Number(options[name])
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RangeError(`--${name} ${options[name]}, must be a whole number ≥ 1`)
}
