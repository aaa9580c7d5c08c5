import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { provideMapGroupBy } from './scripts/test/mapGroupBy'

provideMapGroupBy()

// Time limits end a hang, they measure nothing: a busy machine must not fail a test.
const limits = { testTimeout: 300_000, hookTimeout: 300_000 }
const setupFiles = ['scripts/test/propertySeed.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...limits,
          setupFiles,
          globalSetup: 'scripts/test/compileNativeKernels.ts',
          name: 'main',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          // A process of its own, so that a native addon or a process.exit takes one file down and not the run.
          pool: 'forks',
        },
      },
      {
        plugins: [vue()],
        test: {
          ...limits,
          setupFiles,
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src-renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
