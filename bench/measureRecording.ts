/** What recording costs, as `recording.mjs` measures it: its JSON lines. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type RecordingRow, rowText } from './recordingRow'

const rounds = 5

interface RecordingRequest {
  readonly folder: string
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
  return rows
}
