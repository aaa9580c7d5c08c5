/**
 * Import directions: which room may import which (ARCHITECTURE.md). A room may always import itself.
 * Tests stand beside the code and may import any room; nothing may import a test.
 */

/** Room → rooms it may import. `trainer` may import everything a training step is made of. */
const arrows = {
  contract: [],
  engine: [],
  rules: ['contract', 'engine'],
  schedules: ['contract'],
  optimizers: ['contract', 'rules', 'engine'],
  datasets: ['contract', 'engine'],
  problems: ['contract', 'engine', 'datasets'],
  diagnostics: ['contract', 'engine'],
  trainer: ['contract', 'engine', 'rules', 'schedules', 'optimizers', 'datasets', 'problems', 'diagnostics'],
  analysis: ['contract'],
  store: ['contract'],
  jobs: ['contract'],
  runs: ['contract', 'store', 'jobs'],
  ipc: ['contract', 'runs', 'store', 'analysis'],
  cli: ['contract', 'runs', 'store', 'analysis', 'trainer'],
  preload: ['contract'],
  window: ['contract'],
}

/** Rooms that are arithmetic or data alone: no package and nothing of Node. `contract` has its schema library and a scanner of JSON. */
const pureRooms = ['engine', 'rules', 'schedules', 'optimizers', 'problems', 'diagnostics', 'analysis']

/** Tests, and the folder `testing` of a room: what only its tests share. */
const tests = '\\.test(-d)?\\.ts$|/testing/'
const modulePath = (name) => `(^|node_modules/)${name}(/|$)`

/** The one folder of the store with an arrow of its own. */
const readerFolder = '^src-main/store/reader/'

const arrowRules = Object.entries(arrows).map(([room, allowed]) => ({
  name: `arrow-${room}`,
  comment: `${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other room'}.`,
  severity: 'error',
  from: { path: `^src-main/${room}/`, pathNot: room === 'store' ? `${tests}|${readerFolder}` : tests },
  to: { path: '^(src-main|src-renderer|e2e|bench|scripts)/', pathNot: `^src-main/(${[room, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'arrow-store-reader',
      comment: 'The reader of the store answers with windows and statistics, so it may import analysis too.',
      severity: 'error',
      from: { path: readerFolder, pathNot: tests },
      to: { path: '^(src-main|src-renderer|e2e|bench|scripts)/', pathNot: '^src-main/(store|contract|analysis)/' },
    },
    {
      name: 'arrow-src-renderer',
      comment: 'The page may import contract and analysis, which have neither Node nor Electron.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { path: '^(src-main|e2e|bench|scripts)/', pathNot: '^src-main/(contract|analysis)/' },
    },
    {
      name: 'arrow-e2e',
      comment: 'Journeys see the app from outside; contract alone is shared, for its names and limits.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(src-main|src-renderer|bench|scripts)/', pathNot: '^src-main/contract/' },
    },
    {
      name: 'arrow-composition-root',
      comment: 'index.ts and window.ts put the rooms together, but the page is reached by its built files only.',
      severity: 'error',
      from: { path: '^src-main/[^/]+\\.ts$', pathNot: tests },
      to: { path: '^(src-renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'room-has-arrows',
      comment: 'A new room says in the table above what it may import.',
      severity: 'error',
      from: { path: '^src-main/[^/]+/', pathNot: `^src-main/(${Object.keys(arrows).join('|')})/` },
      to: {},
    },
    {
      name: 'pure-rooms-import-no-package',
      comment: 'What a run computes depends on nothing but our own code: no package, nothing of Node.',
      severity: 'error',
      from: { path: `^src-main/(${pureRooms.join('|')})/`, pathNot: tests },
      to: { dependencyTypesNot: ['local'], pathNot: '^(src-main|src-renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'contract-imports-zod-and-a-scanner',
      comment: 'The contract crosses every process, so it stands on the schema library and a scanner of JSON alone.',
      severity: 'error',
      from: { path: '^src-main/contract/', pathNot: tests },
      to: { dependencyTypesNot: ['local'], pathNot: `^src-main/|${modulePath('(zod|jsonc-parser)')}` },
    },
    {
      name: 'page-imports-no-node',
      comment: 'The page is sandboxed: what Node offers is not there.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'zod-only-in-contract',
      comment: 'Schemas live in contract; other rooms use what it infers and parses.',
      severity: 'error',
      from: { path: '^(src-main|src-renderer)/', pathNot: `^src-main/contract/|${tests}` },
      to: { path: modulePath('zod') },
    },
    {
      name: 'electron-only-at-the-edge',
      comment: 'index.ts, the window, preload and files named electronX.ts (transport, trainer host) know Electron.',
      severity: 'error',
      from: {
        pathNot: [
          '^src-main/(index|window)\\.ts$',
          '^src-main/(preload|window)/',
          '^src-main/[a-z]+/electron[A-Z][^/]*\\.ts$',
          '^e2e/',
        ],
      },
      to: { path: modulePath('electron') },
    },
    {
      name: 'sqlite-only-in-store',
      comment: 'One room talks to SQLite.',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|e2e)/', pathNot: `^src-main/store/|${tests}` },
      to: { path: modulePath('(@types/)?better-sqlite3') },
    },
    {
      name: 'chart-js-only-in-charts',
      comment: 'Views hand data to charts; only charts know the library that draws.',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|e2e)/', pathNot: '^src-renderer/charts/' },
      to: { path: modulePath('chart\\.js') },
    },
    {
      name: 'no-circular',
      comment: 'Files that import each other cannot be read, tested or moved one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-a-test',
      comment: 'A test may disappear with what it tests.',
      severity: 'error',
      from: { path: '^(src-main|src-renderer|e2e)/', pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/testdata/' },
    // Imports of types are imports too: they are how a room comes to depend on another's shape.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs', '.json'] },
  },
}
