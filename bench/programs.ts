/** Who takes part: our engine in each surrounding it runs in, and the peers that are installed. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './program'

export interface Contender {
  readonly id: string
  readonly title: string
  /** whether it is our own engine */
  readonly isOurs: boolean
  /** variants that it need not be asked for here, since another contender of ours is */
  readonly leavesOut?: readonly string[]
  /** how it starts, or why it does not */
  readonly command: Command | { readonly absent: string }
}

export interface Surroundings {
  /** folder of the bench */
  readonly folder: string
  /** the built contender */
  readonly entry: string
  /** the Electron program, where there is one */
  readonly electron: string | undefined
  /** with a display for Electron */
  readonly environment: NodeJS.ProcessEnv
  /** whether the processor has AVX-512 */
  readonly hasAvx512: boolean
}

const pythons = ['python3', '/usr/bin/python3']
const debian = 'apt-get install python3-torch python3-numpy libopenblas0-pthread'

export function contenders(surroundings: Surroundings): readonly Contender[] {
  const { folder, entry, electron, environment, hasAvx512 } = surroundings
  const isRoot = process.getuid?.() === 0
  // Chromium refuses to run as root with its sandbox
  const flags = isRoot ? ['--no-sandbox'] : []
  const python = (script: string, module: string, core: string): Contender['command'] => {
    const program = pythons.find((candidate) => canImport(candidate, module))
    if (program === undefined) return { absent: `not installed: ${debian}` }
    if (core === 'SkylakeX' && !hasAvx512) return { absent: 'this processor has no AVX-512' }
    return { words: [program, join(folder, 'peers', script)], environment: { OPENBLAS_CORETYPE: core } }
  }
  const tensorflow = (backend: string): Contender['command'] =>
    existsSync(join(folder, 'peers/node_modules/@tensorflow/tfjs'))
      ? { words: [process.execPath, join(folder, 'peers/tensorflowPeer.mjs'), backend] }
      : { absent: 'not installed: npm ci in bench/peers' }
  return [
    {
      id: 'utility',
      title: 'Electron utility process',
      isOurs: true,
      leavesOut: ['typescript'],
      command:
        electron === undefined
          ? { absent: 'there is no Electron runtime: npm run runtime' }
          : { words: [electron, ...flags, join(folder, 'electronHost.mjs'), entry], environment },
    },
    { id: 'node', title: 'Node', isOurs: true, command: { words: [process.execPath, entry] } },
    {
      id: 'boundsChecks',
      title: 'Node with explicit bounds checks',
      isOurs: true,
      leavesOut: ['typescript', 'native'],
      command: { words: [process.execPath, '--wasm-enforce-bounds-checks', entry] },
    },
    {
      id: 'pytorch',
      title: 'PyTorch, BLAS for AVX2',
      isOurs: false,
      command: python('pytorchPeer.py', 'torch', 'Haswell'),
    },
    {
      id: 'pytorchAvx512',
      title: 'PyTorch, BLAS for AVX-512',
      isOurs: false,
      command: python('pytorchPeer.py', 'torch', 'SkylakeX'),
    },
    { id: 'numpy', title: 'NumPy, BLAS for AVX2', isOurs: false, command: python('numpyPeer.py', 'numpy', 'Haswell') },
    {
      id: 'numpyAvx512',
      title: 'NumPy, BLAS for AVX-512',
      isOurs: false,
      command: python('numpyPeer.py', 'numpy', 'SkylakeX'),
    },
    { id: 'tensorflowWasm', title: 'TensorFlow.js wasm', isOurs: false, command: tensorflow('wasm') },
    { id: 'tensorflowCpu', title: 'TensorFlow.js cpu', isOurs: false, command: tensorflow('cpu') },
  ]
}

function canImport(python: string, module: string): boolean {
  try {
    execFileSync(python, ['-c', `import ${module}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
