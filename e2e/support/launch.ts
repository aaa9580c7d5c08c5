/**
 * The fixture of every journey: `lab`, the app freshly launched on an empty data folder. A journey fails at its end
 * when anything was complained of that it did not declare by `lab.expectComplaint`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { LabApp } from './labApp'

export const test = base.extend<{ lab: LabApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  lab: async ({}, use, testInfo) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'second-moment-e2e-'))
    const lab = new LabApp(dataFolder)
    try {
      await lab.launch()
      await use(lab)
      if (testInfo.status !== testInfo.expectedStatus) {
        await lab.page.screenshot({ path: testInfo.outputPath('failed.png') }).catch(() => undefined)
      }
    } finally {
      await lab.close()
      await rm(dataFolder, { recursive: true, force: true })
    }
    expect(lab.unexpectedComplaints(), 'console errors, policy violations and uncaught errors').toEqual([])
  },
})

export { expect }
