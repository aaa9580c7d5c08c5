/** `npm run kernels`: compiles the engine's kernels and writes them as modules beside their sources. */
import { writeFileSync } from 'node:fs'
import { compileKernels, modules } from './kernels/compileKernels.mjs'
import { kernelModule } from './kernels/kernelModule.mjs'
import { inProject } from './setup/places.mjs'

for (const { entry, name, file } of modules) {
  const binary = await compileKernels(entry)
  writeFileSync(inProject(file), kernelModule(binary, name))
  process.stdout.write(`${file}: ${binary.length} bytes of kernels\n`)
}
