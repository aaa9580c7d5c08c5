import { defineConfig } from '@playwright/test'

// One real window at a time: two apps on two cores make each other's clocks slow and gain nothing.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: '{testDir}/testdata/{testFileName}/{arg}{ext}',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalTimeout: 15 * 60_000,
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
