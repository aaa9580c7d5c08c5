/**
 * `npm run bench`: our engine beside the peers that are installed, what recording costs, what training holds, and when the
 * window is ready. Tables on standard output, everything in bench/results/bench.json, the README's table with `--readme`.
 *
 *   node bench/run.mjs [--rounds N] [--slice MS] [--figure ID]… [--part NAME]… [--output FILE] [--readme]
 *
 * Parts: figures, recording, path, memory, window. With the defaults it takes less than ten minutes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { wiredProgram } from '../scripts/setup/electronRuntime.mjs'
import { npmProgram } from '../scripts/setup/npmProgram.mjs'
import { runCommand } from '../scripts/setup/runCommand.mjs'
import { withVirtualDisplay } from '../scripts/test/virtualDisplay.mjs'
import { buildBench } from './buildBench.mjs'
import { writeReadmeTable } from './readmeTable.mjs'

const folder = import.meta.dirname
const parts = ['figures', 'recording', 'path', 'memory', 'window']
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    slice: { type: 'string', default: '60' },
    figure: { type: 'string', multiple: true, default: [] },
    part: { type: 'string', multiple: true, default: parts },
    output: { type: 'string', default: join(folder, 'results/bench.json') },
    readme: { type: 'boolean', default: false },
  },
})
const remark = (line) => process.stderr.write(`${line}\n`)
const [rounds, sliceMs] = [whole('rounds'), whole('slice')]
const unknown = options.part.find((part) => !parts.includes(part))
if (unknown !== undefined) throw new RangeError(`--part ${unknown}, must be one of ${parts.join(', ')}`)

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
await installPeers()
const built = await buildBench()
const { runBench } = await import(pathToFileURL(join(built, 'main.js')).href)
const results = await withVirtualDisplay((environment) =>
  runBench({
    ...{ rounds, sliceMs, remark, environment, built, folder },
    figures: options.figure,
    parts: options.part,
    electron: wiredProgram(),
    targets: JSON.parse(readFileSync(join(folder, 'targets.json'), 'utf8')),
    say: (text) => process.stdout.write(`${text}\n`),
  }),
)
const output = resolve(options.output)
mkdirSync(dirname(output), { recursive: true })
writeFileSync(output, `${JSON.stringify(results, null, 2)}\n`)
if (options.readme) writeReadmeTable(results)

/** @param {'rounds' | 'slice'} name */
function whole(name) {
  const value = Number(options[name])
  if (Number.isInteger(value) && value >= 1) return value
  throw new RangeError(`--${name} ${options[name]}, must be a whole number ≥ 1`)
}

/** Peers from npm, in a folder of their own; without a network the bench goes on without them. */
async function installPeers() {
  const peers = join(folder, 'peers')
  if (!options.part.includes('figures') || existsSync(join(peers, 'node_modules/.package-lock.json'))) return
  remark('installing the peers of bench/peers from npm (once)')
  const words = [npmProgram(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { code, output } = await runCommand(process.execPath, words, { cwd: peers, limitMs: 300_000 })
  if (code !== 0) remark(`the peers could not be installed: ${output.trim().split('\n').at(-1)}`)
}
