import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadNativeAddon, nativeAddon } from './nativeAddon'

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'second-moment-native-'))

test('it is loaded once', () => {
  expect(nativeAddon()).toBe(nativeAddon())
})

test('without a file the reason is that nothing was compiled', () => {
  const found = loadNativeAddon([emptyFolder(), emptyFolder()])
  expect(found).toEqual({ addon: null, reason: 'they were not compiled; set-up does that where it finds a C compiler' })
})

test('a file that is no addon is a reason, not an error', () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'kernels.node'), 'not a library')
  const found = loadNativeAddon([folder])
  expect(existsSync(join(folder, 'kernels.node'))).toBe(true)
  expect(found).toMatchObject({ addon: null, reason: expect.stringContaining('kernels.node does not load: ') })
})
