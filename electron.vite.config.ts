import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const here = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: here('src-main/index.ts'),
          trainer: here('src-main/trainer/main.ts'),
          thread: here('src-main/trainer/threads/threadMain.ts'),
          reader: here('src-main/store/reader/readerThread.ts'),
          lab: here('src-main/cli/main.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('src-main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src-renderer'),
    publicDir: false,
    plugins: [vue()],
    build: {
      target: 'chrome130',
      minify: true,
      rolldownOptions: { input: { index: here('src-renderer/index.html') } },
    },
  },
})
