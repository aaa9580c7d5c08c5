/** Final parameters and slots of whole runs against PyTorch's rules written apart in Python (see the script). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { trainToEnd } from './testing/trainToEnd'

interface Case {
  readonly eigenvalues: number[]
  readonly rotationDegrees?: number
  readonly start: number[]
  readonly steps: number
  readonly optimizer: { readonly kind: string }
  readonly schedule: { readonly kind: string }
  readonly x: number[]
  readonly slots: Readonly<Record<string, number[]>>
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('./testdata/quadraticTrajectories.json', import.meta.url), 'utf8'),
)

/** Relative to the largest element: one that passes through zero has no digits of its own to compare. */
function difference(actual: ArrayLike<number>, expected: readonly number[]): number {
  const scale = Math.max(...expected.map(Math.abs))
  return Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN)) / scale))
}

const named = cases.map((each, index) => ({
  ...each,
  title: `${index}: ${JSON.stringify(each.optimizer)} ${each.schedule.kind}`,
}))

test.each(named)('$title ends where the reference ends, to 1e-9', async (reference) => {
  const { eigenvalues, rotationDegrees = 0, start, optimizer, schedule } = reference
  const { parameters } = await trainToEnd({
    schemaVersion: 1,
    problem: { kind: 'quadratic', eigenvalues, rotationDegrees, start },
    optimizer,
    schedule,
    budget: { steps: reference.steps },
  })
  const [parameter] = parameters
  expect(parameter?.name).toBe('x')
  expect(difference(parameter?.values ?? [], reference.x)).toBeLessThanOrEqual(1e-9)
  expect(Object.keys(parameter?.slots ?? {}).sort()).toEqual(Object.keys(reference.slots).sort())
  for (const [slot, expected] of Object.entries(reference.slots)) {
    expect(difference(parameter?.slots[slot] ?? [], expected), slot).toBeLessThanOrEqual(1e-9)
  }
})
