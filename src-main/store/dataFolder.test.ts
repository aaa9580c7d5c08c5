import { expect, test } from 'vitest'
import { dataFolder, defaultLabFile } from './dataFolder'

test('LAB_USER_DATA names the data folder on every platform', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(dataFolder({ LAB_USER_DATA: '/data/lab' }, platform)).toBe('/data/lab')
  }
})

test('on Linux the data folder is below XDG_CONFIG_HOME', () => {
  expect(dataFolder({ XDG_CONFIG_HOME: '/config' }, 'linux')).toBe('/config/Second Moment')
})

test('an empty LAB_USER_DATA counts as not set', () => {
  expect(dataFolder({ LAB_USER_DATA: '', XDG_CONFIG_HOME: '/config' }, 'linux')).toBe('/config/Second Moment')
})

test('the lab file of a new user lies in the data folder', () => {
  expect(defaultLabFile({ LAB_USER_DATA: '/data/lab' }, 'linux')).toBe('/data/lab/second-moment.lab')
})
