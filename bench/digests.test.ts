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

test('every backend that is here took part in every runtime, Electron among them', () => {
  const here = backendsHere().flatMap(({ backend, absent }) => (absent === null ? [backend] : []))
  expect(here).toEqual(expect.arrayContaining(['typescript', 'wasm']))
  expect(backendSchema.options).toEqual(expect.arrayContaining(here))
  const names = runtimes().map(({ name }) => name)
  expect(names).toContain('Electron')
  for (const runtime of names) {
    const took = digests.filter((each) => each.runtime === runtime && each.threads === 1).map(({ backend }) => backend)
    expect(took, runtime).toEqual(here)
  }
})
