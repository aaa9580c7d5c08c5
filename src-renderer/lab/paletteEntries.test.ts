import { expect, it } from 'vitest'
import { savedRun } from '../runs/testing/savedRun'
import type { Command } from './command'
import { paletteEntries } from './paletteEntries'

const command = (id: string, title: string, isEnabled = true): Command => ({
  id,
  title,
  group: 'Runs',
  enabled: () => isEnabled,
  run: () => undefined,
})
const commands = [command('stop', 'Stop'), command('rename', 'Rename'), command('verify', 'Verify', false)]
const keys = (text: string, runs = [savedRun(1, { name: 'MNIST, Adam' }), savedRun(2, { trashedAtMs: 5 })]) =>
  paletteEntries(text, commands, runs, (run) => run.name).map((entry) => entry.key)

it('without words, every command that can be run now', () => {
  expect(keys('')).toEqual(['stop', 'rename'])
})

it('every word must be there, in any order and case', () => {
  expect(keys('adam mni')).toEqual(['run-1'])
  expect(keys('adam stop')).toEqual([])
  expect(keys('RENAME')).toEqual(['rename'])
})

it('runs in the trash are not found', () => {
  expect(keys('run 2')).toEqual([])
})
