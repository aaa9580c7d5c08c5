/** Before the unit tests: the native kernels as the sources have them, where there is a compiler. */
import { nativeKernels } from '../setup/nativeKernels.mjs'
import { inProject } from '../setup/places.mjs'
import { runSteps } from '../setup/runSteps.mjs'

export default async function compileNativeKernels(): Promise<void> {
  await runSteps([nativeKernels], inProject('out'))
}
