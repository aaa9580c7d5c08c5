/**
 * Compiles the engine's AssemblyScript kernels to WebAssembly: plain 128-bit SIMD over one shared, imported memory; no
 * relaxed SIMD and no fused multiply-add, so the bits are the same on every machine.
 */
import asc from 'assemblyscript/asc'
import { projectFolder } from '../setup/places.mjs'

/** Module by module: where its sources begin, where its bytes are kept, and under which name. */
export const modules = [
  { entry: 'assembly/index.ts', bytes: 'kernelBytes' },
  { entry: 'assembly/measures/index.ts', bytes: 'measureBytes' },
].map(({ entry, bytes }) => ({
  entry: `src-main/engine/wasm/${entry}`,
  name: bytes,
  file: `src-main/engine/wasm/${bytes}.ts`,
}))

/** Shared memory keeps views good when it grows, and needs a bound: 4 GiB, all there can be. */
const parameters = [
  ['-O3', '--noAssert', '--runtime', 'stub'],
  ['--enable', 'simd', '--enable', 'threads'],
  ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
].flat()

/**
 * @param {string} entry
 * @returns {Promise<Uint8Array>}
 * @throws {Error} with the compiler's messages
 */
export async function compileKernels(entry) {
  const output = 'kernels.wasm'
  /** @type {Uint8Array | undefined} */
  let binary
  const { error, stderr } = await asc.main([entry, '--baseDir', projectFolder, '--outFile', output, ...parameters], {
    writeFile(name, contents) {
      if (name === output && contents instanceof Uint8Array) binary = contents
    },
  })
  if (error !== null) throw new Error(`the kernels did not compile:\n${stderr.toString()}`)
  if (binary === undefined) throw new Error('the compiler wrote no kernels')
  return binary
}
