import { describe, expect, test } from 'vitest'
import type { Registry } from '../contract/definition'
import { LabFailure } from '../contract/errors'
import { text } from '../contract/field'
import { unwrap } from '../contract/result'
import { readRun } from '../store/runs/readRuns'
import { changedData, misfitOfChangedData } from './changedData'
import { document, temporaryService, testRegistry } from './testing/temporaryService'

const file = text({ default: '', maxLength: 100, format: 'file' })
const registry: Registry = {
  ...testRegistry,
  datasets: [
    { kind: 'one', title: 'One', summary: 'One file.', fields: { file, name: text({ default: '', maxLength: 9 }) } },
    { kind: 'two', title: 'Two', summary: 'Two files.', fields: { inputs: file, targets: file } },
  ],
}

async function runWith(dataset: object | undefined, dataDigest: string | null) {
  const { service, labFile } = temporaryService()
  const [id] = unwrap(service.start([document('bowl')]))
  await service.whenIdle()
  const run = readRun(labFile.db, id!)!
  const problem = dataset === undefined ? { kind: 'quadratic' } : { kind: 'network', dataset }
  return { ...run, dataDigest, experiment: { ...run.experiment, problem } } as typeof run
}

describe('data that differ from those of the run', () => {
  test('are told by the name of their file', async () => {
    const run = await runWith({ kind: 'one', file: '/data/a.csv', name: 'b' }, 'sha256:1')
    expect(changedData(run, 'sha256:2', registry)).toBe(
      'the dataset file /data/a.csv has changed since the run was made (data digest was sha256:1, is now sha256:2)',
    )
    expect(changedData(run, 'sha256:1', registry)).toBeNull()
  })

  test('of two files are told by both', async () => {
    const run = await runWith({ kind: 'two', inputs: '/a', targets: '/b' }, 'sha256:1')
    expect(changedData(run, 'sha256:2', registry)).toContain('one of the dataset files /a and /b has changed')
  })

  test('without a file are told by their digest', async () => {
    const run = await runWith(undefined, null)
    expect(changedData(run, 'sha256:2', registry)).toBe('data digest was none, is now sha256:2')
  })

  test('and no longer fit are told as changed, not as a wrong experiment alone', async () => {
    const run = await runWith({ kind: 'one', file: '/data/a.csv' }, 'sha256:1')
    const problems = [{ path: 'problem.layers[0].units', message: '= 2 in the last layer, must be 3' }]
    const error = misfitOfChangedData({ kind: 'invalidInput', what: 'experiment', problems }, run, registry)
    expect(new LabFailure(error).message).toBe(
      'the dataset file /data/a.csv has changed since the run was made: experiment: problem.layers[0].units = 2 in the last layer, must be 3',
    )
  })
})
