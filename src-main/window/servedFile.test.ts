import { sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileOf } from './servedFile'

const folder = '/app/out/renderer'

test('the root is the page, and a file is the file below the folder', () => {
  expect(fileOf('app://lab/', folder)).toBe('/app/out/renderer/index.html')
  expect(fileOf('app://lab/assets/index.js?v=1#top', folder)).toBe('/app/out/renderer/assets/index.js')
})

test.each([
  'app://lab/../../package.json',
  'app://lab/%2e%2e/%2e%2e/package.json',
  'app://lab/..%2f..%2fpackage.json',
  'app://lab/assets/..%2f..%2f..%2fpackage.json',
  'app://lab/%5c..%5c..%5cpackage.json',
  'app://lab//etc/passwd',
  'app://lab/%00index.html',
  'app://lab/%zz.js',
  'app://other/index.html',
  'app://lab.example/index.html',
  'file:///etc/passwd',
  'app://lab/index.map',
  'app://lab/assets',
  'not an address',
])('%s is never a file outside the folder', (url) => {
  const file = fileOf(url, folder)
  expect(file === null || file.startsWith(folder + sep)).toBe(true)
  expect(file === null || !file.includes('..')).toBe(true)
})

test('no path whatever leads out of the folder', () => {
  const piece = fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', 'a', 'index.html', '%00', '~', '\\')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = fileOf(`app://lab/${pieces.join('/')}`, folder)
      expect(file === null || file.startsWith(folder + sep)).toBe(true)
    }),
  )
})
