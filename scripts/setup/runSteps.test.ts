import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runSteps } from './runSteps.mjs'

let folder = ''
let events: string[] = []
const print = (line: string) => void events.push(`say ${line}`)

/** A step that is due until it has run. */
function step(title: string, { isDone = false, remark = undefined as string | undefined } = {}) {
  let isDue = !isDone
  return {
    title,
    isDue: () => isDue,
    run: async () => {
      events.push(`run ${title}`)
      isDue = false
      return remark
    },
  }
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'second-moment-steps-')), 'out')
  events = []
})

describe('set-up', () => {
  test('is silent and touches nothing when no step is due', async () => {
    await runSteps([step('a', { isDone: true }), step('b', { isDone: true })], folder, print)
    expect(events).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  test('runs the steps that are due, in order, one line each', async () => {
    await runSteps([step('a'), step('b', { isDone: true }), step('c', { remark: 'done so' })], folder, print)
    expect(events).toEqual(['say a', 'run a', 'say c', 'run c', 'say done so'])
  })

  test('asks a later step only after the earlier ones ran', async () => {
    const first = step('first')
    const second = { ...step('second'), isDue: () => !first.isDue() }
    await runSteps([first, second], folder, print)
    expect(events).toEqual(['say first', 'run first', 'say second', 'run second'])
  })

  test('stops at a step that fails, gives back the lock, and goes on there the next time', async () => {
    const failing = { ...step('failing'), run: () => Promise.reject(new Error('no network')) }
    const done = step('a')
    await expect(runSteps([done, failing, step('c')], folder, print)).rejects.toThrow('no network')
    expect(existsSync(join(folder, '.setup-lock'))).toBe(false)
    events = []
    await runSteps([done, step('failing')], folder, print)
    expect(events).toEqual(['say failing', 'run failing'])
  })

  test('two at once do each step once', async () => {
    const shared = [step('a'), step('b')]
    await Promise.all([runSteps(shared, folder, print), runSteps(shared, folder, print)])
    expect(events.filter((event) => event.startsWith('run'))).toEqual(['run a', 'run b'])
  })
})
