/**
 * The README's table of figures, made from bench/results/bench.json and put between two marks.
 *
 *   node bench/readmeTable.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const begin = '<!-- bench: made by bench/readmeTable.mjs -->'
export const end = '<!-- /bench -->'

/**
 * @typedef {{ contender: string, variant: string, best: number }} Measured
 * @typedef {{ id: string, title: string, unit: string, results: readonly Measured[] }} Figure
 * @typedef {{
 *   figures: readonly Figure[],
 *   machine: { processor: string, cores: number },
 *   contenders: readonly { id: string, facts: Readonly<Record<string, string | undefined>> }[],
 *   rounds: number,
 *   measuredAt: string,
 * }} Results
 */

/**
 * A column: its title, and whose best it shows; `*` is the best of all variants.
 * @type {readonly { title: string, of: readonly [contender: string, variant: string] }[]}
 */
const columns = [
  { title: 'wasm', of: ['utility', 'wasm'] },
  { title: 'wasm, 2 threads', of: ['utility', 'wasm, 2 threads'] },
  { title: 'native', of: ['utility', 'native'] },
  { title: 'native, 2 threads', of: ['utility', 'native, 2 threads'] },
  { title: 'PyTorch', of: ['pytorch', 'eager'] },
  { title: 'PyTorch, AVX-512', of: ['pytorchAvx512', 'eager'] },
  { title: 'TF.js wasm', of: ['tensorflowWasm', '*'] },
]
/** Who measures products in place of another. @type {Readonly<Record<string, string>>} */
const productColumns = { pytorch: 'numpy', pytorchAvx512: 'numpyAvx512' }
const shownProducts = ['256³', '1024³']
const lessIsBetter = ['ns/parameter', 's/epoch']

/**
 * @param {Results} results what the bench wrote
 * @returns {string} lines of Markdown, the marks included
 */
export function readmeTable({ figures, machine, contenders, rounds, measuredAt }) {
  const isShown = (/** @type {Figure} */ { id, unit }) => unit !== 'GFLOPS' || shownProducts.includes(id)
  const shown = figures.filter(isShown)
  const used = columns.filter(({ of }) => shown.some((figure) => bestOf(figure, of) !== undefined))
  const head = ['', '', ...used.map(({ title }) => title)]
  const rows = shown.map((figure) => [
    figure.title,
    figure.unit,
    ...used.map(({ of }) => shortFigure(bestOf(figure, of))),
  ])
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
  const align = ['---', '---', ...used.map(() => '--:')]
  const factsOf = (/** @type {string} */ id) => contenders.find((contender) => contender.id === id)?.facts ?? {}
  const source = [
    `Best of ${rounds} rounds in turns on ${measuredAt.slice(0, 10)}, ${machine.processor} (${machine.cores} cores), ours in a utility process of`,
    `${factsOf('utility').version ?? 'no Electron'}. PyTorch ${factsOf('pytorch').version ?? '–'} (Debian, eager, one thread, BLAS kernels for AVX2 or AVX-512;`,
    `products: NumPy), TensorFlow.js ${factsOf('tensorflowWasm').version ?? '–'} (better of two ways to update). \`npm run bench\` measures again.`,
  ]
  return [begin, line(head), line(align), ...rows.map(line), '', ...source, end].join('\n')
}

/**
 * @param {Figure} figure
 * @param {readonly [contender: string, variant: string]} of
 */
function bestOf({ results, unit }, [contender, variant]) {
  const asked = unit === 'GFLOPS' ? (productColumns[contender] ?? contender) : contender
  const bests = results
    .filter((result) => result.contender === asked)
    .filter((result) => variant === '*' || asked !== contender || result.variant === variant)
    .map(({ best }) => best)
  if (bests.length === 0) return undefined
  return lessIsBetter.includes(unit) ? Math.min(...bests) : Math.max(...bests)
}

/** @param {number | undefined} value */
function shortFigure(value) {
  if (value === undefined) return '–'
  return value >= 1000 ? Number(value.toPrecision(3)).toLocaleString('en') : String(Number(value.toPrecision(3)))
}

/**
 * @param {string} readme
 * @param {string} table
 * @throws Error when the marks are not there
 */
export function replaceTable(readme, table) {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md must hold ${begin} and ${end}`)
  return readme.slice(0, from) + table + readme.slice(to + end.length)
}

/** @param {Results} results */
export function writeReadmeTable(results) {
  const file = join(import.meta.dirname, '../README.md')
  writeFileSync(file, replaceTable(readFileSync(file, 'utf8'), readmeTable(results)))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeReadmeTable(JSON.parse(readFileSync(join(import.meta.dirname, 'results/bench.json'), 'utf8')))
}
