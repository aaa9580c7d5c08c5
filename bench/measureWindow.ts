/**
 * How long the built app takes from the start of its process until the list of a large lab file stands in the window.
 *
 * Who looks in may come late, so the figures are upper bounds. Ready is: the grid says how many runs there are, a row is there, and a frame was drawn.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppPlace, startApp } from './startApp.mjs'

export interface WindowResult {
  readonly runs: number
  readonly medianSeconds: number
  readonly bestSeconds: number
  /** the best with a lab file of one run: what starting costs by itself */
  readonly bestWithOneRunSeconds: number
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
  const [full, small] = [filledFolder(built, runs), filledFolder(built, 1)]
  try {
    const seconds: number[] = []
    const smallSeconds: number[] = []
    const project = join(folder, '..')
    const measure = (dataFolder: string, count: number): Promise<number> =>
      secondsUntilReady({ electron, project, environment: { ...environment, LAB_USER_DATA: dataFolder } }, count)
    for (let start = 0; start < starts; start++) {
      seconds.push(await measure(full, runs))
      smallSeconds.push(await measure(small, 1))
    }
    seconds.sort((a, b) => a - b)
    const bestWithOneRunSeconds = Math.min(...smallSeconds)
    const [bestSeconds, medianSeconds] = [seconds[0]!, seconds[seconds.length >> 1]!]
    const bests = `${bestSeconds.toFixed(2)} s (best of ${starts}); with one run ${bestWithOneRunSeconds.toFixed(2)} s`
    say(`\nwindow ready with ${runs} runs: ${medianSeconds.toFixed(2)} s (median), ${bests}`)
    return { runs, medianSeconds, bestSeconds, bestWithOneRunSeconds, starts }
  } finally {
    for (const dataFolder of [full, small]) rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** A data folder whose lab file holds so many runs. */
function filledFolder(built: string, count: number): string {
  const dataFolder = mkdtempSync(join(tmpdir(), 'second-moment-window-'))
  const words = [join(built, 'fillLabFile.js'), join(dataFolder, 'second-moment.lab'), String(count)]
  execFileSync(process.execPath, words, { stdio: 'inherit' })
  return dataFolder
}

async function secondsUntilReady(place: AppPlace, count: number): Promise<number> {
  const startedAtMs = Date.now()
  const { page, end } = await startApp(place)
  try {
    // the page's own clock, which is the system's
    const ready = await page.waitForFunction(
      (wanted) => {
        const grid = document.querySelector('[role="grid"]')
        // the heading is a row as well
        const isThere = grid?.getAttribute('aria-rowcount') === String(wanted + 1)
        return isThere && grid?.querySelector('[role="row"][aria-rowindex="2"]') !== null ? Date.now() : false
      },
      count,
      { polling: 'raf', timeout: 60_000 },
    )
    return (Number(await ready.jsonValue()) - startedAtMs) / 1000
  } finally {
    await end()
  }
}
