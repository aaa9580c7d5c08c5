import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nativeAddon } from '../../src-main/trainer/nativeAddon'
import { findCompiler, nativeKernels, objectsFor } from './nativeKernels.mjs'

function folderWith(...programs: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-compiler-'))
  for (const name of programs) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

describe('the compiler', () => {
  test('is what $CC names, by its path or on PATH', () => {
    const folder = folderWith('tcc', 'cc')
    expect(findCompiler({ PATH: folder, CC: 'tcc' }, 'linux')).toBe(join(folder, 'tcc'))
    expect(findCompiler({ PATH: '', CC: join(folder, 'tcc') }, 'linux')).toBe(join(folder, 'tcc'))
    expect(findCompiler({ PATH: folder, CC: 'absent' }, 'linux')).toBeUndefined()
  })

  test('is otherwise cc, gcc or clang, in this order', () => {
    const [one, both] = [folderWith('clang'), folderWith('gcc', 'clang')]
    expect(findCompiler({ PATH: one }, 'linux')).toBe(join(one, 'clang'))
    expect(findCompiler({ PATH: `${one}:${both}` }, 'linux')).toBe(join(both, 'gcc'))
  })

  test('may be missing, and is on Windows', () => {
    expect(findCompiler({ PATH: folderWith() }, 'linux')).toBeUndefined()
    expect(findCompiler({ PATH: folderWith('cc') }, 'win32')).toBeUndefined()
  })
})

test('x64 has three instruction sets, every other architecture its own one', () => {
  expect(objectsFor('x64').map(({ name }) => name)).toEqual(['addon', 'Baseline', 'Avx2', 'Avx512'])
  expect(objectsFor('arm64').map(({ name }) => name)).toEqual(['addon', 'Baseline'])
})

test('where a compiler is the kernels load, and where none is a reason says so', () => {
  const { addon } = nativeAddon()
  expect(addon !== null).toBe(findCompiler() !== undefined)
})

test('after it was tried the step is not due again', () => {
  expect(nativeKernels.isDue()).toBe(false)
})
