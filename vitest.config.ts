import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'main', environment: 'node', include: ['src-main/**/*.test.ts', 'scripts/**/*.test.ts'], pool: 'forks' } },
      {
        plugins: [vue()],
        test: { name: 'renderer', environment: 'happy-dom', include: ['src-renderer/**/*.test.ts'] },
      },
    ],
  },
})
