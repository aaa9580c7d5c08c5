import { expect, test } from 'vitest'
import { findRule, listRules, restoreRule, saveRule, trashRule } from './rules'
import { temporaryLabFile } from './testing/temporaryLabFile'

test('each other text saved under a name is its next version, and every version stays as it is', () => {
  const { db } = temporaryLabFile()
  expect(saveRule(db, 'mine', 'a', 10)).toEqual({ name: 'mine', version: 1, text: 'a', createdAtMs: 10 })
  expect(saveRule(db, 'mine', 'b', 20)).toMatchObject({ version: 2, text: 'b' })
  expect(saveRule(db, 'other', 'c', 30)).toMatchObject({ version: 1 })
  expect(saveRule(db, 'mine', 'a', 40)).toMatchObject({ version: 3, createdAtMs: 40 })
  expect(listRules(db).map(({ name, version, text }) => [name, version, text])).toEqual([
    ['mine', 1, 'a'],
    ['mine', 2, 'b'],
    ['mine', 3, 'a'],
    ['other', 1, 'c'],
  ])
})

test('saving the newest text again changes nothing', () => {
  const { db } = temporaryLabFile()
  const first = saveRule(db, 'mine', 'a', 10)
  expect(saveRule(db, 'mine', 'a', 20)).toEqual(first)
  expect(listRules(db)).toEqual([first])
})

test('a rule is found by its name, the newest version or the one asked for', () => {
  const { db } = temporaryLabFile()
  saveRule(db, 'mine', 'a', 10)
  saveRule(db, 'mine', 'b', 20)
  expect(findRule(db, 'mine')?.text).toBe('b')
  expect(findRule(db, 'mine', 1)?.text).toBe('a')
  expect(findRule(db, 'mine', 3)).toBeUndefined()
  expect(findRule(db, 'Mine')).toBeUndefined()
})

test('deleting takes every version away, restoring brings back what the last deletion took, and numbers go on', () => {
  const { db } = temporaryLabFile()
  saveRule(db, 'mine', 'a', 10)
  trashRule(db, 'mine', 100)
  expect(listRules(db)).toEqual([])
  expect(findRule(db, 'mine')).toBeUndefined()
  expect(saveRule(db, 'mine', 'b', 110)).toMatchObject({ version: 2 })
  trashRule(db, 'mine', 200)
  restoreRule(db, 'mine')
  expect(listRules(db).map(({ version }) => version)).toEqual([2])
})

test('a rule that is not there cannot be deleted or restored', () => {
  const { db } = temporaryLabFile()
  expect(() => trashRule(db, 'mine', 1)).toThrow('the rule "mine" is not in this lab file')
  expect(() => restoreRule(db, 'mine')).toThrow('the rule "mine" is not in this lab file')
})
