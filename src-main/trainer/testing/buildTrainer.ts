/** Builds the process entry as the app's build does, so that a test can start it as a real process. */
import { join } from 'node:path'
import { build } from 'vite'

/** @returns the built file in `folder` */
export async function buildTrainer(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, '../main.ts'),
      outDir: folder,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'trainer.mjs' } },
    },
    ssr: { noExternal: true },
  })
  return join(folder, 'trainer.mjs')
}
