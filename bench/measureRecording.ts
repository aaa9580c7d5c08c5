/** What recording costs, as `recording.mjs` measures it in processes of its own: its JSON lines, whatever they say. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type RecordingRow = Readonly<Record<string, string | number | null>>

interface RecordingRequest {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  say(text: string): void
  remark(line: string): void
}

export async function measureRecording(request: RecordingRequest): Promise<RecordingRow[]> {
  const { folder, environment, say, remark } = request
  const child = spawn(process.execPath, [join(folder, 'recording.mjs'), '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const rows: RecordingRow[] = []
  say('\nwhat recording costs')
  for await (const line of createInterface({ input: child.stdout })) {
    const row: RecordingRow = JSON.parse(line)
    rows.push(row)
    say(
      `  ${Object.entries(row)
        .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
        .join(', ')}`,
    )
  }
  const [code] = await ended
  if (code !== 0) remark(`recording.mjs ended with exit code ${code}`)
  return rows
}
