/** The rules of .dependency-cruiser.cjs against small projects that break exactly one of them. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { describe, expect, test } from 'vitest'

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

/** Names of the rules that these files break. A file is its path and its import lines. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'second-moment-directions-')))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const ruleSet = { forbidden: rules.forbidden }
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))]
  const { output } = await cruise(folders, { ...rules.options, baseDir: folder, validate: true, ruleSet })
  const { summary } = output as ICruiseResult
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

const a = 'export const a = 1\n'

describe('allowed', () => {
  test('what the arrows say, packages at their places, and tests that import other rooms', async () => {
    const broken = await brokenRules({
      'src-main/contract/a.ts': `import 'zod'\n${a}`,
      'src-main/engine/a.ts': a,
      'src-main/rules/a.ts': `import '../contract/a'\nimport '../engine/a'\n`,
      'src-main/optimizers/a.ts': `import '../rules/a'\n`,
      'src-main/optimizers/a.test.ts': `import '../problems/a'\nimport 'vitest'\nimport 'node:fs'\n`,
      'src-main/optimizers/testing/b.ts': `import 'fast-check'\n`,
      'src-main/problems/a.ts': `import '../engine/a'\n`,
      'src-main/trainer/a.ts': `import '../optimizers/a'\nimport '../problems/a'\nimport 'node:fs'\n`,
      'src-main/analysis/a.ts': `import '../contract/a'\n`,
      'src-main/store/a.ts': `import 'better-sqlite3'\nimport '../contract/a'\n`,
      'src-main/store/reader/a.ts': `import '../a'\nimport '../../contract/a'\nimport '../../analysis/a'\n`,
      'src-main/jobs/electronTrainerHost.ts': `import 'electron'\nimport '../contract/a'\n`,
      'src-main/cli/main.ts': `import 'commander'\nimport '../trainer/a'\n`,
      'src-main/index.ts': `import 'electron'\nimport './store/a'\n`,
      'src-renderer/charts/a.ts': `import 'chart.js'\nimport '../../src-main/contract/a'\n`,
    })
    expect(broken).toEqual([])
  })
})

describe('refused', () => {
  const refused: [rule: string, files: Record<string, string>][] = [
    ['arrow-engine', { 'src-main/engine/a.ts': `import '../contract/a'\n`, 'src-main/contract/a.ts': a }],
    ['arrow-store', { 'src-main/store/a.ts': `import type { a } from '../runs/a'\n`, 'src-main/runs/a.ts': a }],
    ['arrow-store', { 'src-main/store/a.ts': `import '../analysis/a'\n`, 'src-main/analysis/a.ts': a }],
    ['arrow-store', { 'src-main/store/runs/a.ts': `import '../../analysis/a'\n`, 'src-main/analysis/a.ts': a }],
    ['arrow-store-reader', { 'src-main/store/reader/a.ts': `import '../../runs/a'\n`, 'src-main/runs/a.ts': a }],
    ['arrow-runs', { 'src-main/runs/a.ts': `import '../trainer/a'\n`, 'src-main/trainer/a.ts': a }],
    ['arrow-contract', { 'src-main/contract/a.ts': `import '../../e2e/a'\n`, 'e2e/a.ts': a }],
    ['arrow-src-renderer', { 'src-renderer/a.ts': `import '../src-main/engine/a'\n`, 'src-main/engine/a.ts': a }],
    ['arrow-e2e', { 'e2e/a.ts': `import '../src-main/store/a'\n`, 'src-main/store/a.ts': a }],
    ['arrow-composition-root', { 'src-main/index.ts': `import '../src-renderer/a'\n`, 'src-renderer/a.ts': a }],
    ['room-has-arrows', { 'src-main/helpers/a.ts': `import './b'\n`, 'src-main/helpers/b.ts': a }],
    ['pure-rooms-import-no-package', { 'src-main/engine/a.ts': `import 'node:fs'\n` }],
    ['pure-rooms-import-no-package', { 'src-main/analysis/a.ts': `import 'commander'\n` }],
    ['contract-imports-zod-and-a-scanner', { 'src-main/contract/a.ts': `import 'node:path'\n` }],
    ['page-imports-no-node', { 'src-renderer/a.ts': `import 'node:fs'\n` }],
    ['zod-only-in-contract', { 'src-main/ipc/a.ts': `import 'zod'\n` }],
    ['electron-only-at-the-edge', { 'src-main/runs/queue.ts': `import type { App } from 'electron'\n` }],
    ['sqlite-only-in-store', { 'src-main/runs/a.ts': `import 'better-sqlite3'\n` }],
    ['chart-js-only-in-charts', { 'src-renderer/runs/a.ts': `import 'chart.js'\n` }],
    ['no-circular', { 'src-main/engine/a.ts': `import './b'\n`, 'src-main/engine/b.ts': `import './a'\n` }],
    ['nothing-imports-a-test', { 'src-main/engine/a.ts': `import './b.test'\n`, 'src-main/engine/b.test.ts': a }],
    ['nothing-imports-a-test', { 'src-main/engine/a.ts': `import './testing/b'\n`, 'src-main/engine/testing/b.ts': a }],
  ]

  test.each(refused)('%s %o', async (rule, files) => {
    expect(await brokenRules(files)).toEqual([rule])
  })

  // The page is as far as an arrow of a room can miss: no room may import it.
  const rooms: string[] = rules.forbidden
    .map(({ name }: { name: string }) => name)
    .filter((name: string) => name.startsWith('arrow-') && !refused.some(([rule]) => rule === name))

  test.each(rooms)('%s: the page', async (rule: string) => {
    const room = `src-main/${rule.replace('arrow-', '')}`
    const files = { [`${room}/a.ts`]: `import '../../src-renderer/a'\n`, 'src-renderer/a.ts': a }
    expect(await brokenRules(files)).toEqual([rule])
  })

  test('every rule is broken by one of these', () => {
    const tried = new Set([...refused.map(([rule]) => rule), ...rooms])
    expect(
      rules.forbidden.map(({ name }: { name: string }) => name).filter((name: string) => !tried.has(name)),
    ).toEqual([])
  })
})
