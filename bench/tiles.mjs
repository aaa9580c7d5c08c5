/**
 * Which tile of the matrix product a runtime likes best: the innermost kernel alone, on packed numbers in the nearest cache.
 *
 *   node bench/tiles.mjs [--rounds N]                                    # with a trap handler
 *   node --wasm-enforce-bounds-checks bench/tiles.mjs                    # as Electron's utility process before version 41
 *   ELECTRON_RUN_AS_NODE=1 node_modules/electron/dist/electron [--wasm-enforce-bounds-checks] bench/tiles.mjs
 *
 * Each tile is `rows` × `columns` sums in registers, some steps of k a turn with a way out after each. What differs is how
 * the elements of A come: `rows` loads and spreads one of each row (four pointers), `packed` the same from one place,
 * `gatheredRows` loads four of each row and spreads them out of the register, `gathered` loads those of all rows at once.
 * Best of the rounds, in GFLOP/s; a figure is what end-to-end products cannot pass.
 */
import { parseArgs } from 'node:util'
import asc from 'assemblyscript/asc'

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '25' } } })
const depth = 256
const callsAtOnce = 400
const places = { a: 65_536, b: 131_072, sums: 1024, aRow: 2112 }

const tiles = [
  [4, 8],
  [2, 16],
  [3, 12],
  [3, 8],
].flatMap(([rows, columns]) =>
  ['rows', 'packed', 'gatheredRows', 'gathered'].flatMap((kind) =>
    [1, 2, 4, 8].map((steps) => ({ name: `${kind}_${rows}x${columns}_${steps}`, rows, columns, kind, steps })),
  ),
)

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, index) => index)

/** @param {(typeof tiles)[number]} tile */
function sourceOf({ name, rows, columns, kind, steps }) {
  const vectors = upTo(columns / 4)
  const sums = upTo(rows).flatMap((row) => vectors.map((vector) => `c${row}_${vector}`))
  const hasPointers = kind === 'rows' || kind === 'gatheredRows'
  const lines = upTo(steps).flatMap((step) => [
    ...vectors.map((vector) => `b${vector} = v128.load(b, ${(step * vectors.length + vector) * 16})`),
    ...(kind === 'gathered' ? [`g0 = v128.load(a, ${step * 16})`] : []),
    ...(kind === 'gatheredRows' && step % 4 === 0
      ? upTo(rows).map((row) => `g${row} = v128.load(a${row}, ${step * 4})`)
      : []),
    ...upTo(rows).flatMap((row) => [
      `x = ${elementOf(kind, rows, row, step)}`,
      ...vectors.map((v) => `c${row}_${v} = f32x4.add(c${row}_${v}, f32x4.mul(x, b${v}))`),
    ]),
    'if (--k == 0) break',
  ])
  const advance = hasPointers
    ? upTo(rows).map((row) => `a${row} += ${steps * 4}`)
    : [`a += ${steps * (kind === 'gathered' ? 16 : rows * 4)}`]
  return `export function ${name}(a: usize, aRow: usize, b: usize, k: i32, sums: usize): void {
  ${sums.map((sum) => `let ${sum} = v128.load(sums)`).join('\n  ')}
  ${vectors.map((vector) => `let b${vector}: v128`).join('\n  ')}
  ${upTo(rows)
    .map((row) => `let g${row} = f32x4.splat(0)`)
    .join('\n  ')}
  ${
    hasPointers
      ? upTo(rows)
          .map((row) => `let a${row} = a + aRow * ${row}`)
          .join('\n  ')
      : ''
  }
  let x: v128
  for (;;) {
    ${[...lines, ...advance, `b += ${steps * columns * 4}`].join('\n    ')}
  }
  ${sums.map((sum, index) => `v128.store(sums, ${sum}, ${index * 16})`).join('\n  ')}
}`
}

/**
 * @param {string} kind
 * @param {number} rows
 * @param {number} row
 * @param {number} step
 */
function elementOf(kind, rows, row, step) {
  const spread = (/** @type {string} */ from, /** @type {number} */ lane) =>
    `v128.shuffle<f32>(${from}, ${from}, ${lane}, ${lane}, ${lane}, ${lane})`
  if (kind === 'rows') return `v128.load32_splat(a${row}, ${step * 4})`
  if (kind === 'packed') return `v128.load32_splat(a, ${(step * rows + row) * 4})`
  return kind === 'gathered' ? spread('g0', row) : spread(`g${row}`, step % 4)
}

/** @returns {Promise<Uint8Array>} */
async function compile() {
  let binary
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads', '--importMemory']
  const memory = ['--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536']
  const { error, stderr } = await asc.main(['tiles.ts', '--outFile', 'tiles.wasm', ...flags, ...memory], {
    readFile: (name) => (name.endsWith('tiles.ts') ? tiles.map(sourceOf).join('\n') : null),
    writeFile: (name, contents) => {
      if (name === 'tiles.wasm') binary = contents
    },
    listFiles: () => [],
  })
  if (error !== null || binary === undefined) throw new Error(`the tiles did not compile:\n${stderr.toString()}`)
  return binary
}

const memory = new WebAssembly.Memory({ initial: 16, maximum: 65_536, shared: true })
new Float32Array(memory.buffer).fill(0.001)
const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(await compile()), { env: { memory } })
const best = new Map(tiles.map(({ name }) => [name, 0]))
for (let round = 0; round < Number(options.rounds); round++) {
  for (const { name, rows, columns } of tiles) {
    const startedAtMs = performance.now()
    for (let call = 0; call < callsAtOnce; call++) {
      exports[name](places.a, places.aRow, places.b, depth, places.sums)
    }
    const operations = callsAtOnce * depth * rows * columns * 2
    best.set(name, Math.max(best.get(name) ?? 0, operations / (performance.now() - startedAtMs) / 1e6))
  }
}
for (const [name, speed] of [...best].sort((a, b) => b[1] - a[1])) {
  process.stdout.write(`${name.padEnd(24)} ${speed.toFixed(1)} GFLOP/s\n`)
}
