/** Builds the entries of the trainer's processes and threads as the app's build does, so that a test can start them. */
import { join } from 'node:path'
import { build } from 'vite'

const entries = {
  trainer: join(import.meta.dirname, '../main.ts'),
  thread: join(import.meta.dirname, '../threads/threadMain.ts'),
}

/** @returns the built trainer in `folder`; `thread.mjs` stands beside it */
export async function buildTrainer(folder: string): Promise<string> {
  await buildEntries(folder, entries)
  return join(folder, 'trainer.mjs')
}

/** @returns the built thread in `folder`; starts faster than the whole trainer is built */
export async function buildThread(folder: string, entry: string = entries.thread): Promise<string> {
  await buildEntries(folder, { thread: entry })
  return join(folder, 'thread.mjs')
}

async function buildEntries(folder: string, input: Record<string, string>): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
    ssr: { noExternal: true },
  })
}
