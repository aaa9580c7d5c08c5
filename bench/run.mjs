/**
 * `node bench/run.mjs [ROUNDS]`: the engine's backends side by side, as Node runs them and with the explicit bounds checks
 * that an Electron utility process has. A table on standard output, and `bench/results/engine.json`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const folder = import.meta.dirname
const bundle = join(folder, '../out/bench')
const rounds = process.argv[2] ?? '60'
/** Flags of Node by what they stand for. */
const settings = { node: [], 'bounds checks': ['--wasm-enforce-bounds-checks'] }

await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: join(folder, 'measure.ts'), outDir: bundle, emptyOutDir: true, target: 'node20', minify: false },
})
const results = Object.entries(settings).map(([setting, flags]) => {
  const output = execFileSync(process.execPath, [...flags, join(bundle, 'measure.js'), rounds], { encoding: 'utf8' })
  return { setting, ...JSON.parse(output) }
})

for (const { setting, rows } of results) {
  process.stdout.write(
    `\n${setting}\n${'what'.padEnd(36)}${'contender'.padEnd(24)}${'median'.padStart(12)}${'best'.padStart(12)}\n`,
  )
  for (const { what, contender, unit, median, best } of rows) {
    process.stdout.write(`${what.padEnd(36)}${contender.padEnd(24)}${figure(median)}${figure(best)}  ${unit}\n`)
  }
}
mkdirSync(join(folder, 'results'), { recursive: true })
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, platform: process.platform }
writeFileSync(join(folder, 'results/engine.json'), `${JSON.stringify({ machine, results }, null, 2)}\n`)

/** @param {number} value */
function figure(value) {
  return (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(1)).padStart(12)
}
