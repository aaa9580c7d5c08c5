/** What recording costs: the JSON lines of `recording.mjs`, and the whole path through the window. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { measurePath } from './measurePath'
import type { RecordingRow } from './recordingRow'

const rounds = 5

interface RecordingRequest {
  readonly folder: string
  readonly built: string
  readonly electron: string | undefined
  readonly environment: NodeJS.ProcessEnv
  say(text: string): void
  remark(line: string): void
}

export async function measureRecording(request: RecordingRequest): Promise<RecordingRow[]> {
  const { folder, environment, say, remark } = request
  const child = spawn(process.execPath, [join(folder, 'recording.mjs'), '--rounds', String(rounds)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const rows: RecordingRow[] = []
  say('\nwhat recording costs')
  for await (const line of createInterface({ input: child.stdout })) {
    const row: RecordingRow = JSON.parse(line)
    rows.push(row)
    say(rowText(row))
  }
  const [code] = await ended
  if (code !== 0) remark(`recording.mjs ended with exit code ${code}`)
  for (const row of await measurePath(request)) {
    rows.push(row)
    say(rowText(row))
  }
  return rows
}

function rowText(row: RecordingRow): string {
  const texts = Object.entries(row).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`,
  )
  return `  ${texts.join(', ')}`
}
