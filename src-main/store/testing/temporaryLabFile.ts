/** A lab file in a folder of its own for one test; closed and removed after it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { unwrap } from '../../contract/result'
import type { WritableLabFile } from '../labFile'
import { openLabFile } from '../openLabFile'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-moment-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** @param file where, for tests that open it again; a new folder when left out. */
export function temporaryLabFile(file: string = join(temporaryFolder(), 'test.lab')): WritableLabFile {
  const labFile = unwrap(openLabFile(file, { mode: 'write' }))
  onTestFinished(() => labFile.close())
  return labFile
}
