/** Writes a file whole or not at all: beside its place first, then renamed. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Result } from '../contract/result'
import { failure, success } from '../contract/result'

export function writeWhole(file: string, content: string | Uint8Array): Result<string> {
  const unfinished = `${file}.part`
  try {
    writeFileSync(unfinished, content)
    renameSync(unfinished, file)
    return success(file)
  } catch (thrown) {
    rmSync(unfinished, { force: true })
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return failure({ kind: 'invalidInput', what: `${file} could not be written (${reason})`, problems: [] })
  }
}
