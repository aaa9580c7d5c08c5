import { expect, test } from 'vitest'
import { sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { Verification } from '../contract/lab'
import { unwrap } from '../contract/result'
import { document, reopened, rowsSeen, type TemporaryService, temporaryService } from './testing/temporaryService'

test('verifying trains again without writing and compares with what is stored', async () => {
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
    differences: [],
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
    differences: [],
  })
})

test('a stopped run is verified up to the step it stopped at', async () => {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document('waits')]))
  await rowsSeen(bench, run)
  unwrap(bench.service.stop(run!))
  await bench.service.whenIdle()
  unwrap(bench.service.edit([run!], { name: 'goes' }))
  const next = await reopened(bench)
  expect(unwrap(await next.service.verify(run!))).toMatchObject({ matches: true, actual: 'sha256:0.5/1/10' })
})

/** A run that completed, or stopped where it has a checkpoint too, and what a change of its lab file makes of it. */
async function verifiedAfter(
  change: string,
  status: 'completed' | 'stopped',
): Promise<{ bench: TemporaryService; run: RunId; verification: Verification | null }> {
  const bench = temporaryService()
  const [run] = unwrap(bench.service.start([document(status === 'stopped' ? 'waits keeps moments' : 'keeps moments')]))
  if (status === 'stopped') {
    await rowsSeen(bench, run)
    unwrap(bench.service.stop(run!))
  }
  await bench.service.whenIdle()
  bench.labFile.db.exec(`${change}; UPDATE runs SET name = replace(name, 'waits', 'goes')`)
  const next = await reopened(bench)
  return { bench: next, run: run!, verification: unwrap(await next.service.verify(run!)) }
}

test.each([
  ['training_loss = 0.5', { part: 'results', name: 'trainingLoss', detail: '0.5 was stored, 0.02 came out' }],
  [
    "best_training_loss = 'NaN'",
    { part: 'results', name: 'bestTrainingLoss', detail: 'NaN was stored, 0.02 came out' },
  ],
  ['validation_loss = 1', { part: 'results', name: 'validationLoss', detail: '1 was stored, none came out' }],
  ["status = 'stopped'", { part: 'results', name: 'status', detail: 'stopped was stored, completed came out' }],
])('a stored result that differs is told: %s', async (change, difference) => {
  const { verification } = await verifiedAfter(`UPDATE runs SET ${change}`, 'completed')
  expect(verification).toMatchObject({ matches: false, expected: 'sha256:0.5/1/50', differences: [difference] })
})

test.each([
  ['result', 50],
  ['kept', 50],
])(
  'a stored array that has other bits is told, though the digest of the parameters is the same: %s',
  async (part, step) => {
    const swapped = `UPDATE snapshot_arrays SET array_digest = (SELECT digest FROM arrays WHERE digest <> array_digest LIMIT 1)
    WHERE position = 1 AND snapshot_id IN (SELECT id FROM snapshots WHERE purpose = '${part}' AND step = ${step})`
    const { verification, bench, run } = await verifiedAfter(swapped, 'completed')
    const said = `the lab file ${bench.labFile.file} is damaged: run ${run}: its ${part === 'kept' ? 'kept moment' : part} at step ${step}`
    expect(verification?.matches).toBe(false)
    expect(verification?.differences).toEqual([
      { part, name: `at step ${step}`, detail: expect.stringContaining(said) },
    ])
  },
)

test('a flipped weight is never said to repeat: it is told as damage of every snapshot that has it', async () => {
  const flip = `UPDATE arrays SET bytes = cast(x'0000000000000840' || substr(bytes, 9) AS BLOB)
    WHERE digest = (SELECT array_digest FROM snapshot_arrays JOIN snapshots ON snapshots.id = snapshot_id
      WHERE purpose = 'result' AND position = 0)`
  const { verification } = await verifiedAfter(flip, 'completed')
  expect(verification?.matches).toBe(false)
  expect(verification?.differences.map(({ part, name }) => [part, name])).toEqual([
    ['result', 'at step 50'],
    ['kept', 'at step 50'],
  ])
  expect(verification?.differences[0]?.detail).toMatch(/its result at step 50 is not what was stored \(parameter x\)$/)
})

test('another checkpoint than the one that comes out is told', async () => {
  const { verification } = await verifiedAfter(
    "UPDATE snapshots SET checksum = checksum + (purpose = 'resume')",
    'stopped',
  )
  expect(verification?.differences).toMatchObject([{ part: 'checkpoint', name: 'at step 10' }])
  expect((await verifiedAfter('SELECT 1', 'stopped')).verification).toMatchObject({ matches: true, differences: [] })
})

test('a moment that is missing, and one that does not come out, are told', async () => {
  const { verification } = await verifiedAfter(
    "DELETE FROM snapshots WHERE purpose = 'kept' AND step = 20",
    'completed',
  )
  expect(verification?.differences).toEqual([
    { part: 'kept', name: 'at step 20', detail: 'came out, and was not stored' },
  ])
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
