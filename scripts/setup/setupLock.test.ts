import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { withSetupLock } from './setupLock.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-lock-'))
})

function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

test('work under one lock never overlaps', async () => {
  let running = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  }
  await Promise.all([1, 2, 3].map(() => withSetupLock(folder, work, () => undefined)))
  expect(most).toBe(1)
})

test('whoever waits is told once which process holds the lock', async () => {
  const owners: number[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = withSetupLock(
    folder,
    () => held,
    () => undefined,
  )
  const second = withSetupLock(
    folder,
    async () => {},
    (owner) => {
      owners.push(owner)
      release()
    },
  )
  await Promise.all([first, second])
  expect(owners).toEqual([process.pid])
})

test('the lock of a process that is gone is taken over, by one only', async () => {
  mkdirSync(join(folder, '.setup-lock'))
  writeFileSync(join(folder, '.setup-lock/pid'), String(deadProcess()))
  let running = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  }
  await Promise.all([1, 2, 3].map(() => withSetupLock(folder, work, () => undefined)))
  expect(most).toBe(1)
  expect(existsSync(join(folder, '.setup-lock'))).toBe(false)
})
