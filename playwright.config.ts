import { defineConfig } from '@playwright/test'
import { displays } from './e2e/support/displays'

// Time limits end a hang, they measure nothing: a busy machine must not fail a journey.
const minute = 60_000

// Windows on one screen take the keyboard and the clipboard from each other, so there are as many workers as screens.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: '{testDir}/testdata/{testFileName}/{arg}{ext}',
  workers: Math.max(1, displays.length),
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 5 * minute,
  expect: { timeout: minute },
  globalTimeout: 50 * minute,
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
