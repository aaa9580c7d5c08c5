import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import { unwrap } from '../contract/result'
import { document, reopened, rowsSeen, temporaryService } from './testing/temporaryService'

test('verifying trains again without writing and compares digests', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  const before = labFile.db.prepare('SELECT total_changes() AS changes').get()
  const steps: number[] = []
  expect(unwrap(await service.verify(run!, (step) => steps.push(step)))).toEqual({
    matches: true,
    expected: 'sha256:0.5/1/50',
    actual: 'sha256:0.5/1/50',
    remarks: [],
    dataChanged: null,
  })
  expect(steps).toEqual([10, 20, 30, 40, 50])
  expect(labFile.db.prepare('SELECT total_changes() AS changes').get()).toEqual(before)
})

test('a digest that differs is told, with what else differs', async () => {
  const { service, labFile } = temporaryService()
  const [run] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  labFile.db.exec("UPDATE runs SET parameter_digest = 'sha256:other', engine_version = 'stand-in 0'")
  expect(unwrap(await service.verify(run!))).toEqual({
    matches: false,
    expected: 'sha256:other',
    actual: 'sha256:0.5/1/50',
    remarks: ['engine version was stand-in 0, is now stand-in 1'],
    dataChanged: null,
  })
})

test('a stopped run is verified up to the step it stopped at', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('waits')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  bench.labFile.db.exec(`UPDATE experiments SET document = replace(document, 'waits', 'goes')`)
  const next = await reopened(bench)
  expect(unwrap(await next.service.verify(run!))).toMatchObject({ matches: true, actual: 'sha256:0.5/1/10' })
})

test('a failed run has nothing to verify', async () => {
  const { service } = temporaryService()
  const [run] = unwrap(service.start([document('fails')]))
  await service.whenIdle()
  const result = await service.verify(run!)
  expect(result.ok ? '' : sentence(result.error)).toContain(`run ${run} is failed; verifying needs`)
})

test('a verification that is cancelled ends with nothing, tells no one else, and can be asked for again', async () => {
  const bench = temporaryService()
  const [run, other] = unwrap(bench.service.start([document('waits'), document('bowl')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  // At its first step, before anything else of it can be heard.
  const verification = await bench.service.verify(run!, () => {
    bench.service.cancelVerification(other!)
    bench.service.cancelVerification(run!)
  })
  expect(unwrap(verification)).toBeNull()
  bench.service.cancelVerification(run!)
  expect(unwrap(await bench.service.verify(other!))).toMatchObject({ matches: true })
})
