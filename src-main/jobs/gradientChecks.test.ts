import { expect, onTestFinished, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { GradientProgress } from '../contract/gradientCheck'
import { unwrap } from '../contract/result'
import { document, testRegistry, trainerEntry } from '../runs/testing/temporaryService'
import { createGradientChecks, type GradientChecks } from './gradientChecks'
import { JobQueue } from './jobQueue'
import { createNodeTrainerHost } from './nodeTrainerHost'

function checks(entry = trainerEntry): GradientChecks {
  const jobs = new JobQueue({ host: createNodeTrainerHost(entry), cores: 2 })
  onTestFinished(() => jobs.close())
  return createGradientChecks({ jobs, registry: testRegistry })
}

async function refusalOf(name: string, entry?: string): Promise<string> {
  const end = await checks(entry).check(document(name), () => {})
  return end.ok ? '' : sentence(end.error)
}

test('a check tells its progress and then what it found', async () => {
  const progress: GradientProgress[] = []
  const end = await checks().check(document('bowl'), (now) => progress.push(now))
  expect(unwrap(end)).toEqual({ loss: 0.5, rows: null, trainsIn: 'float64', parameters: [], verdict: 'red' })
  expect(progress).toEqual([
    { checked: 1, total: 2 },
    { checked: 2, total: 2 },
  ])
})

test('cancelled once it is under way, it ends with null', async () => {
  const made = checks()
  const end = await new Promise((resolve) => {
    void made.check(document('waits'), () => made.cancel()).then(resolve)
  })
  expect(end).toEqual({ ok: true, value: null })
})

test('a second check ends the first', async () => {
  const made = checks()
  let second: Promise<unknown> = Promise.resolve()
  const first = await made.check(document('waits'), () => {
    second = made.check(document('bowl'), () => {})
  })
  expect(unwrap(first)).toBeNull()
  expect(await second).toMatchObject({ ok: true, value: { verdict: 'red' } })
})

test('a document that is none, data that cannot be read and a process that dies are sentences', async () => {
  const none = await checks().check({ schemaVersion: 1 }, () => {})
  expect(none.ok ? '' : sentence(none.error)).toContain('problem')
  expect(await refusalOf('fails')).toBe('the dataset file digits.idx is truncated')
  expect(await refusalOf('exits')).toBe('the gradient check could not be done: its process ended (exit code 7)')
  expect(await refusalOf('bowl', '/nowhere/trainer.js')).toContain('its process ended')
  expect(await refusalOf('babbles')).toContain('its process sent a message with check.')
})
