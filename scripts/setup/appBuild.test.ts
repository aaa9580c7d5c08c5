import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { digestOfSources, isBuilt } from './appBuild.mjs'

let folder = ''

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const digest = () => digestOfSources(folder, ['src-main', 'package.json', 'not-there'])

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-build-'))
  write('src-main/index.ts', 'one')
  write('package.json', '{}')
})

describe('the digest of the sources', () => {
  test('changes with a changed, added, removed or renamed file', () => {
    const digests = [digest()]
    write('src-main/index.ts', 'two')
    digests.push(digest())
    write('src-main/deep/added.ts', '')
    digests.push(digest())
    rmSync(join(folder, 'src-main/deep/added.ts'))
    write('src-main/deep/renamed.ts', '')
    digests.push(digest())
    write('package.json', '{ }')
    digests.push(digest())
    expect(new Set(digests).size).toBe(5)
  })

  test('is blind to tests, their data and the order of writing', () => {
    const before = digest()
    write('src-main/index.test.ts', 'test')
    write('src-main/index.test-d.ts', 'test')
    write('src-main/testdata/a.json', '{}')
    write('src-main/index.ts', 'one')
    expect(digest()).toBe(before)
  })
})

describe('the app is built', () => {
  const entries = ['main/index.js', 'main/trainer.js', 'main/lab.js', 'preload/index.cjs', 'renderer/index.html']

  test('only when the stamp names these sources and every entry is there', () => {
    expect(isBuilt(folder, 'digest')).toBe(false)
    for (const entry of entries) write(entry, '')
    expect(isBuilt(folder, 'digest')).toBe(false)
    write('.sources', 'digest')
    expect(isBuilt(folder, 'digest')).toBe(true)
    expect(isBuilt(folder, 'other')).toBe(false)
    rmSync(join(folder, 'main/lab.js'))
    expect(isBuilt(folder, 'digest')).toBe(false)
  })
})
