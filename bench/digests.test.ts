import { availableParallelism } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { appBuild } from '../scripts/setup/appBuild.mjs'
import { backendSchema } from '../src-main/contract/backend'
import { backendsHere } from '../src-main/trainer/workloads/backendsHere'
import { mnistDocument, runtimes, trainBy } from './digests.mjs'

const document = mnistDocument({ limit: 2000, epochs: 1 })
const here = backendsHere().flatMap(({ backend, absent }) => (absent === null ? [backend] : []))
/** Those that can share a run between threads, where there are cores for it. */
const sharing = availableParallelism() < 2 ? [] : here.filter((backend) => backend !== 'typescript')
const choices = [
  ...here.map((backend) => ({ backend, threads: 1 })),
  ...sharing.map((backend) => ({ backend, threads: 2 })),
]

let reference: string

beforeAll(async () => {
  if (appBuild.isDue()) await appBuild.run()
  reference = (await trainBy(document, runtimes()[0]!, { backend: 'typescript', threads: 1 })).digest
})

test('TypeScript and wasm are always there, and Electron is one of the runtimes', () => {
  expect(here).toEqual(expect.arrayContaining(['typescript', 'wasm']))
  expect(backendSchema.options).toEqual(expect.arrayContaining(here))
  expect(runtimes().map(({ name }) => name)).toContain('Electron')
  expect(reference).toMatch(/^sha256:[0-9a-f]{64}$/)
})

describe.each(runtimes())('MNIST ends on one digest in $name', (runtime) => {
  test.each(choices)('by $backend on $threads thread(s), as its record says', async (choice) => {
    expect(await trainBy(document, runtime, choice)).toEqual({ ...choice, digest: reference })
  })
})
