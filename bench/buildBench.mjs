/** The bench's own programs, bundled from TypeScript into out/bench. */
import { join } from 'node:path'
import { build } from 'vite'

const entries = ['main', 'contender', 'memory', 'fillLabFile']

/** @returns {Promise<string>} the folder they are in */
export async function buildBench() {
  const folder = import.meta.dirname
  const outDir = join(folder, '../out/bench')
  const own = Object.fromEntries(entries.map((name) => [name, join(folder, `${name}.ts`)]))
  const input = { ...own, thread: join(folder, '../src-main/trainer/threads/threadMain.ts') }
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  })
  return outDir
}
