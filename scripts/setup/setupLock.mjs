/**
 * One set-up of this clone at a time: a folder that only one process can make.
 * A lock whose process is gone is moved aside under that process's number. The moved folder stays until the new owner
 * is done: a second process that saw the same dead owner cannot move onto it, so it cannot take the new owner's lock.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const pollMs = 250
/** A lock without an owner's number for this long was left by a process that ended while making it. */
const namelessMs = 5000

/**
 * Runs the work while holding the lock.
 * @param {string} folder where the lock is kept
 * @param {() => Promise<void>} work
 * @param {(owner: number) => void} onWait told once, when another process holds the lock
 */
export async function withSetupLock(folder, work, onWait) {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, '.setup-lock')
  let hasSaid = false
  let namelessSince = Date.now()
  while (!take(lock)) {
    const owner = ownerOf(lock)
    if (owner !== undefined) namelessSince = Date.now()
    const isGone = owner === undefined ? Date.now() - namelessSince > namelessMs : !isAlive(owner)
    if (isGone) {
      moveAside(lock, owner ?? 0)
      continue
    }
    if (!hasSaid && owner !== undefined) {
      onWait(owner)
      hasSaid = true
    }
    await wait(pollMs)
  }
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.once('exit', release)
  try {
    await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    mkdirSync(lock)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  return true
}

/**
 * @param {string} lock
 * @returns {number | undefined}
 */
function ownerOf(lock) {
  try {
    const owner = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    return owner > 0 ? owner : undefined
  } catch {
    return undefined
  }
}

/** @param {number} owner */
function isAlive(owner) {
  try {
    process.kill(owner, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * @param {string} lock
 * @param {number} owner
 */
function moveAside(lock, owner) {
  const aside = `${lock}-of-${owner}`
  try {
    renameSync(lock, aside)
  } catch {
    // Another process was first.
  }
  if (!existsSync(lock)) setTimeout(() => rmSync(aside, { recursive: true, force: true }), 2000).unref()
}
