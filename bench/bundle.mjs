/** Our sources and all they import as modules that plain Node runs, as the build makes them. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/**
 * Into out/bench-NAME, so that the modules find the packages.
 * @param {string} name
 * @param {Record<string, string>} input name of a module → its source
 * @param {Record<string, string>} alias how sources name another folder → that folder
 * @returns {Promise<(name: string) => string>} the full path of a module
 */
export async function bundle(name, input, alias = {}) {
  const outDir = join(import.meta.dirname, '../out', `bench-${name}`)
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].mjs' } },
    },
  })
  return (module) => join(outDir, `${module}.mjs`)
}

/** @param {string} path @returns {Promise<any>} the module's exports */
export function load(path) {
  return import(pathToFileURL(path).href)
}
