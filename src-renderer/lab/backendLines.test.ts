import { expect, it } from 'vitest'
import type { LabState } from '../../src-main/contract/lab'
import { backendLines } from './backendLines'

const state: LabState = {
  file: '/a.lab',
  sizeBytes: 0,
  error: null,
  held: null,
  rescued: null,
  concurrency: 1,
  threads: 1,
  cores: 2,
  backend: 'wasm',
  nativeAbsence: 'they were not compiled',
  appVersion: '0',
  runtime: 'Electron',
}

function states(change: Partial<LabState>): readonly (readonly string[])[] {
  return backendLines({ ...state, ...change }).map((line) => [line.backend, line.state])
}

it('the backend in use is told, and why the native one is not there', () => {
  expect(states({})).toEqual([
    ['native', 'absent: they were not compiled'],
    ['wasm', 'in use'],
    ['typescript', 'there'],
  ])
  expect(states({ backend: 'native', nativeAbsence: null })).toEqual([
    ['native', 'in use'],
    ['wasm', 'there'],
    ['typescript', 'there'],
  ])
})
