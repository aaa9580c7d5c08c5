/** Starts `writerProcess.ts`, bundled, in plain Node. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { bundleProgram } from '../../../scripts/reliability/bundleProgram.mjs'

export interface Writer {
  readonly process: number
  /** As a crash ends it; done after the test at the latest. */
  kill(): Promise<void>
}

/** Settles when the writer has the file open and has written to it. */
export async function startWriter(file: string): Promise<Writer> {
  const { program, remove } = await bundleProgram(join(import.meta.dirname, 'writerProcess.ts'))
  onTestFinished(remove)
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  await Promise.race([once(child.stdout, 'data'), exited])
  if (child.pid === undefined || child.exitCode !== null) throw new Error('the writer has not started')
  return { process: child.pid, kill }
}
