/** The machine that measured: what a reader has to know to compare figures. */
import { existsSync, readFileSync } from 'node:fs'
import { arch, cpus, release, totalmem, type } from 'node:os'

export interface Machine {
  readonly processor: string
  readonly cores: number
  /** the vector instructions it has, of those that matter here */
  readonly instructionSets: readonly string[]
  readonly memoryGiB: number
  readonly system: string
}

const telling = ['sse4_1', 'avx', 'avx2', 'fma', 'avx512f', 'avx512bw', 'avx512_bf16', 'asimd', 'sve']

export function describeMachine(): Machine {
  const flags = instructionSets()
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    instructionSets: telling.filter((flag) => flags.has(flag)),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
  }
}

function instructionSets(): ReadonlySet<string> {
  const file = '/proc/cpuinfo'
  const line = existsSync(file) ? /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync(file, 'utf8')) : null
  return new Set(line?.[1]?.trim().split(/\s+/))
}
