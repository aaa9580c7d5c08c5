/** Rates of PyTorch 1.13, and of Keras for what it alone has, from files of one case and from files of many. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schedules } from './index'
import { ratesOf, type ScheduleDocument, scheduleOf } from './testing/scheduleOf'

interface Case {
  readonly schedule: ScheduleDocument
  readonly learningRate: number
  readonly totalSteps?: number
  readonly losses?: readonly number[]
  readonly rates: readonly number[]
  /** Where the schedule drives momentum. */
  readonly momenta?: readonly number[]
}

/** Beyond what 1 + cos keeps of its digits near its zero: PyTorch's own error there, by its step from rate to rate. */
const negligible = 1e-15

const folder = new URL('./testdata/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const cases: (readonly [string, Case])[] = files.flatMap((file) => {
  const content: Case | { readonly cases: readonly Case[] } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  const list = 'cases' in content ? content.cases : [content]
  return list.map((one, index) => [`${file} ${index}: ${JSON.stringify(one.schedule)}`, one] as const)
})

test.each(cases)('%s is followed to 1e-12', (_name, { schedule, learningRate, totalSteps, losses, rates, momenta }) => {
  const run = { baseRate: learningRate, totalSteps: totalSteps ?? rates.length }
  const made = scheduleOf(schedule, run)
  expect(made.momentumAt === undefined).toBe(momenta === undefined)
  for (const [step, momentum] of (momenta ?? []).entries()) {
    expect(Math.abs(made.momentumAt!(step) / momentum - 1)).toBeLessThanOrEqual(1e-12)
  }
  const actual = ratesOf(made, rates.length, losses)
  const largest = Math.max(
    ...rates.map((rate, step) => Math.max(0, Math.abs(actual[step]! - rate) - negligible * learningRate) / rate || 0),
  )
  expect(largest).toBeLessThanOrEqual(1e-12)
})

test('every schedule of the list is held against PyTorch', () => {
  const held = new Set(cases.map(([, { schedule }]) => schedule.kind))
  expect([...held].sort()).toEqual(schedules.map(({ kind }) => kind).sort())
})
