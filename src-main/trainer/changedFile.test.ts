/** A data file that changes between a run and its verification: through the run service and a real trainer process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabFailure } from '../contract/errors'
import { unwrap } from '../contract/result'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'
import { temporaryService } from '../runs/testing/temporaryService'
import { registry } from './registry'
import { buildTrainer } from './testing/buildTrainer'

let folder: string
let entry: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-changed-'))
  entry = await buildTrainer(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rows = (kinds: readonly string[]) =>
  `x,kind\n${Array.from({ length: 40 }, (_, row) => `${row},${kinds[row % kinds.length]}`).join('\n')}\n`

async function trained() {
  const file = join(folder, 'table.csv')
  writeFileSync(file, rows(['a', 'b']))
  const { service } = temporaryService({ host: createNodeTrainerHost(entry), registry })
  const document = {
    schemaVersion: 1,
    problem: { kind: 'network', dataset: { kind: 'csv', file }, layers: [{ kind: 'dense', units: 2 }] },
    optimizer: { kind: 'rmsprop' },
    budget: { steps: 5 },
  }
  const [run] = unwrap(service.start([document]))
  await service.whenIdle()
  return { file, verify: () => service.verify(run!) }
}

describe('verifying a run on a file', () => {
  test('that is as it was finds the same bits and nothing to remark', async () => {
    const { verify } = await trained()
    expect(unwrap(await verify())).toMatchObject({ matches: true, remarks: [], dataChanged: false })
  })

  test('that has changed names the file', async () => {
    const { file, verify } = await trained()
    writeFileSync(file, rows(['b', 'a']))
    const { matches, remarks, dataChanged } = unwrap(await verify())!
    expect({ matches, dataChanged }).toEqual({ matches: false, dataChanged: true })
    expect(remarks.join()).toContain(`the dataset file ${file} has changed since the run was made`)
  })

  test('whose bytes alone have changed finds the same bits, and says that the data changed', async () => {
    const { file, verify } = await trained()
    writeFileSync(file, rows(['a', 'b']).replace('0,a', '0.0,a'))
    const { matches, remarks, dataChanged } = unwrap(await verify())!
    expect({ matches, dataChanged }).toEqual({ matches: true, dataChanged: true })
    expect(remarks.join()).toContain(`the dataset file ${file} has changed since the run was made`)
  })

  test('that no longer fits, or is gone, says so', async () => {
    const { file, verify } = await trained()
    writeFileSync(file, rows(['a', 'b', 'c']))
    const misfit = await verify()
    expect(misfit.ok ? '' : new LabFailure(misfit.error).message).toBe(
      `the dataset file ${file} has changed since the run was made: experiment: problem.layers[0].units = 2 in the last layer, must be 3, one for each class`,
    )
    rmSync(file)
    const gone = await verify()
    expect(gone.ok ? '' : new LabFailure(gone.error).message).toBe(
      `the dataset file ${file} cannot be read: there is no such file`,
    )
  })
})
