import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { provideMapGroupBy } from './scripts/test/mapGroupBy.ts'

provideMapGroupBy()

// Time limits end a hang, they measure nothing: a busy machine must not fail a test.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } }
const setupFiles = ['scripts/test/freshModules.ts', 'scripts/test/propertySeed.ts']
// Every core: by default one is left free, which on two cores is half of the machine. Two at least, since a single worker
// that is shared gets all its files at once, and would take them along if it crashed.
const maxWorkers = Math.max(2, availableParallelism())

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...limits,
          maxWorkers,
          setupFiles,
          globalSetup: 'scripts/test/compileNativeKernels.ts',
          name: 'main',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          // Processes, so that a native addon that crashes takes one file down and not the run.
          pool: 'forks',
          isolate: false,
        },
      },
      {
        plugins: [vue()],
        test: {
          ...limits,
          maxWorkers,
          setupFiles: [...setupFiles, 'scripts/test/freshPage.ts'],
          name: 'renderer',
          environment: 'happy-dom',
          // A worker loads happy-dom and the packages once; freshPage gives each file modules of its own.
          isolate: false,
          include: ['src-renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
