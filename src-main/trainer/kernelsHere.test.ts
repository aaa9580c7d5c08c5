import { expect, test } from 'vitest'
import { areLoadsChecked } from './kernelsHere'

test.each([
  [undefined, [], false],
  ['45.4.1', [], false],
  ['41.0.0', [], false],
  ['40.9.9', [], true],
  ['33.2.1', [], true],
  [undefined, ['--wasm-enforce-bounds-checks'], true],
  [undefined, ['--disable-wasm-trap-handler'], true],
  [undefined, ['--expose-gc'], false],
])('Electron %s started with %o: %s', (electron, parameters, expected) => {
  expect(areLoadsChecked(electron, parameters)).toBe(expected)
})
