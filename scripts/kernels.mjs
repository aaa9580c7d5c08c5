/** `npm run kernels`: compiles the engine's kernels and writes them as a module beside their sources. */
import { writeFileSync } from 'node:fs'
import { compileKernels } from './kernels/compileKernels.mjs'
import { kernelModule } from './kernels/kernelModule.mjs'
import { inProject } from './setup/places.mjs'

const binary = await compileKernels()
writeFileSync(inProject('src-main/engine/wasm/kernelBytes.ts'), kernelModule(binary))
process.stdout.write(`${binary.length} bytes of kernels\n`)
