/** The text of a file such as `src-main/engine/wasm/kernelBytes.ts`: compiled kernels as a module that any bundle can hold. */

const lineLength = 112

/**
 * @param {Uint8Array} binary
 * @param {string} name of what the module exports
 */
export function kernelModule(binary, name) {
  const text = Buffer.from(binary).toString('base64')
  const lines = text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []
  return [
    '/** Written by `npm run kernels` from `assembly/`; do not edit. WebAssembly in base64. */',
    `export const ${name} = [`,
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}
