/**
 * CONTRIBUTING.md says how to add an optimizer; this follows it to the letter, in a folder of its own: the file, the lines
 * in the list and the trajectory that stand there, and nothing else.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { OptimizerDefinition } from './optimizer'
import { describeConformance } from './testing/conformance'
import { followTrajectory } from './testing/followTrajectory'

const room = fileURLToPath(new URL('.', import.meta.url))
const recipe = /^## An optimizer, step by step\n(.*?)^## /ms.exec(
  readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8'),
)?.[1]
const fileBlock = block('ts')
const trajectoryBlock = block('json')
const [, importLine = '', arrayLine = ''] = /`(import \{ .*?)`, and `(.*?)` in the array/.exec(recipe ?? '') ?? []
const name = /\.\/(\w+)'/.exec(importLine)?.[1] ?? ''

function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(recipe ?? '')?.[1] ?? ''
}

/** The text of a module of the room, to be read in another folder: relative imports name where they lead, but for `own`. */
function elsewhere(text: string, own: string): string {
  return text.replace(/from '(\.{1,2}\/[^']+)'/g, (whole, path: string) =>
    path === own ? whole : `from ${JSON.stringify(join(room, path))}`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'second-moment-contributing-'))
afterAll(() => rmSync(folder, { recursive: true }))
const list = readFileSync(join(room, 'index.ts'), 'utf8')
  .replace(/^import /m, `${importLine}\nimport `)
  .replace(/(optimizers: .*? = \[\n)/, `$1  ${arrayLine}\n`)
writeFileSync(join(folder, `${name}.ts`), elsewhere(fileBlock, ''))
writeFileSync(join(folder, 'index.ts'), elsewhere(list, `./${name}`))
const { optimizers }: { optimizers: readonly OptimizerDefinition[] } = await import(join(folder, 'index.ts'))
const added = optimizers.find(({ kind }) => kind === name)

describe('the optimizer that CONTRIBUTING.md adds', () => {
  test('is in the list, by one file and the lines that stand there', () => {
    expect(added?.kind).toBe('signMomentum')
    expect(recipe).toContain(`src-main/optimizers/${name}.ts`)
    expect(recipe).toContain(`src-main/optimizers/testdata/${name}.json`)
  })

  test.each(['typescript', 'wasm'] as const)('claims the trajectory there, and follows it in %s', (backend) => {
    expect(added?.checkedAgainst).toContainEqual(expect.objectContaining({ kind: 'trajectory', name }))
    followTrajectory(added!, JSON.parse(trajectoryBlock), optimizers, backend)
  })
})

if (added !== undefined) describeConformance(added, optimizers)
