/** One of our sources and all it imports as a module that plain Node runs, as the build makes it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** @param {URL} entry @returns {Promise<any>} the module's exports */
export async function bundle(entry) {
  const outDir = mkdtempSync(join(tmpdir(), 'second-moment-bench-'))
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: entry.pathname,
        outDir,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } },
      },
    })
    return await import(pathToFileURL(join(outDir, 'bundle.mjs')).href)
  } finally {
    rmSync(outDir, { recursive: true })
  }
}
