/** The built app of any checkout on a data folder of its own, for measurements through its window. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { wiredProgram } from '../scripts/setup/electronRuntime.mjs'

const bundle = join(import.meta.dirname, '../out/bench-app')

/** @param {NodeJS.ProcessEnv} environment with a display */
export async function createWindows(environment) {
  const electron = wiredProgram()
  if (electron === undefined) throw new Error('there is no Electron runtime: npm start gets one')
  const entry = join(import.meta.dirname, 'startApp.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: entry, outDir: bundle, emptyOutDir: true, target: 'node20', minify: false },
  })
  const { startApp } = await import(join(bundle, 'startApp.js'))
  return {
    /**
     * @param {string} project folder of the checkout
     * @param {(page: import('@playwright/test').Page, dataFolder: string) => Promise<unknown>} work
     * @param {{ words?: readonly string[], more?: NodeJS.ProcessEnv }} [options]
     */
    async withWindow(project, work, { words = [], more = {} } = {}) {
      const dataFolder = mkdtempSync(join(tmpdir(), 'second-moment-bench-'))
      const place = { electron, project, words, environment: { ...environment, ...more, LAB_USER_DATA: dataFolder } }
      const { page, end } = await startApp(place)
      try {
        await page.waitForFunction(() => document.querySelector('h1') !== null)
        return await work(page, dataFolder)
      } finally {
        await end()
        rmSync(dataFolder, { recursive: true, force: true })
      }
    },
  }
}
