/**
 * The built `lab` command in a process of its own, as a script would run it, in a folder that goes with the test.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test as base, expect } from '@playwright/test'
import type { Document } from './documents'
import { inProject } from './labApp'

export interface CommandResult {
  /** Null when a signal ended the process. */
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

export interface RunningCommand {
  readonly process: ChildProcess
  readonly result: Promise<CommandResult>
}

export class LabCommand {
  /** Where the command stands; names of files without a folder are in it. */
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Starts and does not wait. */
  start(words: readonly string[], input = ''): RunningCommand {
    const child = spawn(process.execPath, [inProject('out/main/lab.js'), ...words], {
      cwd: this.folder,
      env: { ...process.env, LAB_USER_DATA: join(this.folder, 'own') },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(input)
    const result = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
      ([[code], output, errors]): CommandResult => ({ code: code as number | null, output, errors }),
    )
    return { process: child, result }
  }

  run(words: readonly string[], input = ''): Promise<CommandResult> {
    return this.start(words, input).result
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  /** Writes a document, or any text, and returns the file's name. */
  async write(name: string, content: Document | string): Promise<string> {
    await writeFile(this.path(name), typeof content === 'string' ? content : JSON.stringify(content))
    return name
  }

  /** `lab list --json` of a lab file: one record a run, whoever wrote it, also while a window has it open. */
  async list(file: string): Promise<readonly Record<string, unknown>[]> {
    const { code, output, errors } = await this.run(['list', '--json', '--db', file])
    if (code !== 0) throw new Error(`lab list ended with ${code}: ${errors}`)
    return jsonLines(output)
  }
}

/** Every line of standard output, each of which has to be one JSON object. */
export function jsonLines(output: string): readonly Record<string, unknown>[] {
  const lines = output.split('\n')
  expect(lines.pop(), 'the output ends with its last line').toBe('')
  return lines.map((line) => {
    const value: unknown = JSON.parse(line)
    expect(typeof value === 'object' && value !== null && !Array.isArray(value), line).toBe(true)
    return value as Record<string, unknown>
  })
}

export const test = base.extend<{ command: LabCommand }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  command: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'second-moment-command-'))
    try {
      await use(new LabCommand(folder))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})

export { expect }
