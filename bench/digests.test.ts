import { availableParallelism } from 'node:os'
import { beforeAll, expect, test } from 'vitest'
import { appBuild } from '../scripts/setup/appBuild.mjs'
import { backendSchema } from '../src-main/contract/backend'
import { backendsHere } from '../src-main/trainer/workloads/backendsHere'
import { type Digest, digestMatrix, mnistDocument, runtimes } from './digests.mjs'

let digests: Digest[]

beforeAll(async () => {
  if (appBuild.isDue()) await appBuild.run()
  digests = await digestMatrix(mnistDocument({ limit: 2000, epochs: 1 }))
})

test('MNIST ends on one digest, whatever computes it and wherever it runs', () => {
  expect(digests[0]!.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  for (const each of digests) expect(each).toEqual({ ...each, digest: digests[0]!.digest })
})

const here = backendsHere().flatMap(({ backend, absent }) => (absent === null ? [backend] : []))
/** Those that can share a run between threads, where there are cores for it. */
const sharing = availableParallelism() < 2 ? [] : here.filter((backend) => backend !== 'typescript')

test('every backend that is here took part in every runtime, Electron among them, by one thread and by two', () => {
  expect(here).toEqual(expect.arrayContaining(['typescript', 'wasm']))
  expect(backendSchema.options).toEqual(expect.arrayContaining(here))
  const names = runtimes().map(({ name }) => name)
  expect(names).toContain('Electron')
  for (const runtime of names) {
    const by = (threads: number) =>
      digests.filter((each) => each.runtime === runtime && each.threads === threads).map(({ backend }) => backend)
    expect(by(1), runtime).toEqual(here)
    expect(by(2), runtime).toEqual(sharing)
  }
})

test('each was trained by what it was asked to be', () => {
  for (const each of digests) {
    const { backend, threads } = each
    expect(each).toEqual({ ...each, trainedBy: { backend, threads } })
  }
})
