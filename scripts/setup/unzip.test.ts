import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { unzip } from './unzip.mjs'

// The archives were written by Python's zipfile module.
const testdata = join(import.meta.dirname, 'testdata')
const known = join(testdata, 'known.zip')
let target = ''

beforeEach(async () => {
  target = await mkdtemp(join(tmpdir(), 'second-moment-unzip-'))
})

describe('unzip', () => {
  test('unpacks stored, deflated and empty entries with their permissions', async () => {
    await unzip(known, target)
    expect(await readFile(join(target, 'app/program'), 'utf8')).toBe('#!/bin/sh\necho hello\n'.repeat(50))
    expect(await readFile(join(target, 'app/notes/stored.txt'), 'utf8')).toBe('plain text, αβ\n')
    expect((await stat(join(target, 'app/empty'))).size).toBe(0)
    expect((await stat(join(target, 'app/program'))).mode & 0o777).toBe(0o755)
    expect((await stat(join(target, 'app/empty'))).mode & 0o777).toBe(0o600)
  })

  test('leaves out what is not wanted', async () => {
    await unzip(known, target, (name) => name.endsWith('program'))
    expect(await readdir(join(target, 'app'))).toEqual(['program'])
  })

  test('refuses an entry that leaves the target folder', async () => {
    await expect(unzip(join(testdata, 'escaping.zip'), target)).rejects.toThrow('../outside.txt leaves the folder')
  })

  test('refuses a compression it does not know, by its number', async () => {
    await expect(unzip(join(testdata, 'bzip2.zip'), target)).rejects.toThrow('compression method 12, must be 0 or 8')
  })

  test('every changed byte of an entry is noticed', async () => {
    const whole = await readFile(known)
    const start = whole.indexOf('plain text')
    for (let at = start; at < start + 16; at++) {
      const damaged = join(target, `damaged-${at}.zip`)
      const copy = Buffer.from(whole)
      copy[at] = (copy[at] ?? 0) ^ 1
      await writeFile(damaged, copy)
      await expect(unzip(damaged, target)).rejects.toThrow('stored.txt does not match its checksum')
    }
  })

  test('every truncation is noticed', async () => {
    const whole = await readFile(known)
    const endRecord = whole.length - 'made by python zipfile'.length
    for (let length = 0; length < endRecord; length += 7) {
      const truncated = join(target, 'truncated.zip')
      await writeFile(truncated, whole.subarray(0, length))
      await expect(unzip(truncated, target)).rejects.toThrow('truncated.zip')
    }
  })
})
