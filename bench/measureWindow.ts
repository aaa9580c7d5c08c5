/**
 * How long the built app takes from the start of its process until the list of a large lab file stands in the window.
 *
 * The app is started as a user's shell would, with Chromium's own debugging port beside it; whoever looks in may come late,
 * so the figures are upper bounds. Ready is: the grid says how many runs there are, a row is there, and a frame was drawn.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

export interface WindowResult {
  readonly runs: number
  readonly medianSeconds: number
  readonly bestSeconds: number
  readonly starts: number
}

interface WindowRequest {
  readonly folder: string
  readonly built: string
  readonly electron: string | undefined
  readonly environment: NodeJS.ProcessEnv
  say(text: string): void
  remark(line: string): void
}

const runs = 5000
const starts = 5

/** @returns null where there is no Electron */
export async function measureWindow(request: WindowRequest): Promise<WindowResult | null> {
  const { folder, built, electron, environment, say, remark } = request
  if (electron === undefined) {
    remark('the window was not measured: there is no Electron runtime')
    return null
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'second-moment-window-'))
  try {
    const file = join(dataFolder, 'second-moment.lab')
    execFileSync(process.execPath, [join(built, 'fillLabFile.js'), file, String(runs)], { stdio: 'inherit' })
    const seconds: number[] = []
    for (let start = 0; start < starts; start++) {
      seconds.push(await secondsUntilReady(electron, join(folder, '..'), { ...environment, LAB_USER_DATA: dataFolder }))
    }
    seconds.sort((a, b) => a - b)
    const result = { runs, medianSeconds: seconds[seconds.length >> 1]!, bestSeconds: seconds[0]!, starts }
    say(
      `\nwindow ready with ${runs} runs: ${result.medianSeconds.toFixed(2)} s (median), ${result.bestSeconds.toFixed(2)} s (best of ${starts})`,
    )
    return result
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function secondsUntilReady(electron: string, project: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const isRoot = process.getuid?.() === 0
  const parameters = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', project]
  const startedAtMs = Date.now()
  const child = spawn(electron, parameters, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    // the page's own clock, which is the system's
    const ready = await page.waitForFunction(
      (count) => {
        const grid = document.querySelector('[role="grid"]')
        // the heading is a row as well
        const isThere = grid?.getAttribute('aria-rowcount') === String(count + 1)
        return isThere && grid?.querySelector('[role="row"][aria-rowindex="2"]') !== null ? Date.now() : false
      },
      runs,
      { polling: 'raf', timeout: 60_000 },
    )
    const readyAtMs = Number(await ready.jsonValue())
    return (readyAtMs - startedAtMs) / 1000
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** From "DevTools listening on ws://127.0.0.1:…". */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(text)
      if (found !== null) resolve(`http://${found[1]}`)
    })
    child.once('exit', (code) => reject(new Error(`the app ended with exit code ${code}\n${text}`)))
  })
}
