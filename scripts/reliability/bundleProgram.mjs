/** One of our sources, and all it imports, as a program that plain Node runs. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { inProject } from '../setup/places.mjs'

/**
 * In a folder of its own below out/, from where Node finds the packages; the caller removes it.
 * @param {string} entry path of the TypeScript source
 * @returns {Promise<{ readonly program: string, remove(): void }>}
 */
export async function bundleProgram(entry) {
  mkdirSync(inProject('out'), { recursive: true })
  const outDir = mkdtempSync(inProject('out/program-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  return { program: join(outDir, 'program.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}
