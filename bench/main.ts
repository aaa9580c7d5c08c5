/** The whole bench, part after part; tables as it goes, everything as data at the end. */
import { figures } from '../src-main/trainer/workloads'
import { figureTable, ratioTable } from './benchTables'
import { describeMachine, type Machine } from './machine'
import { type FigureResult, measureFigure, type RunningContender } from './measureFigures'
import { type MemoryResult, measureMemory } from './measureMemory'
import { measurePath } from './measurePath'
import { measureRecording } from './measureRecording'
import { measureWindow, type WindowResult } from './measureWindow'
import { Program } from './program'
import { contenders } from './programs'
import { type Ratio, type RatioTarget, ratiosOf } from './ratios'
import type { RecordingRow } from './recordingRow'

export interface BenchRequest {
  readonly rounds: number
  readonly sliceMs: number
  /** ids; none = all */
  readonly figures: readonly string[]
  readonly parts: readonly string[]
  /** folder of the bench, and of its built programs */
  readonly folder: string
  readonly built: string
  readonly electron: string | undefined
  readonly environment: NodeJS.ProcessEnv
  readonly targets: { readonly ratios: readonly RatioTarget[]; readonly limits: Readonly<Record<string, number>> }
  say(text: string): void
  remark(line: string): void
}

export interface BenchResults {
  readonly format: 1
  readonly measuredAt: string
  readonly machine: Machine
  readonly rounds: number
  readonly sliceMs: number
  readonly contenders: readonly ContenderFacts[]
  readonly figures: readonly FigureResult[]
  readonly ratios: readonly Ratio[]
  readonly recording: readonly RecordingRow[]
  readonly path: readonly RecordingRow[]
  readonly memory: MemoryResult | null
  readonly window: WindowResult | null
  readonly limits: Readonly<Record<string, number>>
}

interface ContenderFacts {
  readonly id: string
  readonly title: string
  readonly facts: Readonly<Record<string, string>>
  /** why it took no part, or null */
  readonly absent: string | null
}

export async function runBench(request: BenchRequest): Promise<BenchResults> {
  const { rounds, sliceMs, parts, targets } = request
  const machine = describeMachine()
  const has = (part: string): boolean => parts.includes(part)
  request.say(`${machine.processor}, ${machine.cores} cores, ${machine.instructionSets.join(' ')}, ${machine.system}`)
  const measured = has('figures') ? await measureAll(request, machine) : { facts: [], results: [] }
  const ratios = ratiosOf(targets.ratios, measured.results, machine.instructionSets)
  if (has('figures')) request.say(ratioTable(ratios))
  const recording = has('recording') ? await measureRecording(request) : []
  const path = has('path') ? await measurePath(request) : []
  const memory = has('memory') ? await measureMemory(request) : null
  const window = has('window') ? await measureWindow(request) : null
  return {
    format: 1,
    measuredAt: new Date().toISOString(),
    ...{ machine, rounds, sliceMs },
    contenders: measured.facts,
    figures: measured.results,
    ...{ ratios, recording, path, memory, window, limits: targets.limits },
  }
}

async function measureAll(request: BenchRequest, machine: Machine) {
  const { folder, built, electron, environment, say, remark } = request
  const hasAvx512 = machine.instructionSets.includes('avx512f')
  const facts: ContenderFacts[] = []
  const running: RunningContender[] = []
  const results: FigureResult[] = []
  try {
    const invited = contenders({ folder, entry: `${built}/contender.js`, electron, environment, hasAvx512 })
    for (const { id, title, command, leavesOut = [] } of invited) {
      const started = 'absent' in command ? command.absent : await startOrSay(command)
      const absent = typeof started === 'string' ? started : null
      facts.push({ id, title, facts: typeof started === 'string' ? {} : started.greeting.facts, absent })
      if (typeof started === 'string') {
        remark(`${title}: ${started}`)
        continue
      }
      const variants = started.greeting.variants.filter(
        (variant) => !leavesOut.some((name) => variant.startsWith(name)),
      )
      running.push({ id, program: started, variants })
    }
    const chosen = figures.filter(({ id }) => request.figures.length === 0 || request.figures.includes(id))
    for (const figure of chosen) {
      const result = await measureFigure(figure, running, request)
      results.push(result)
      say(figureTable(result))
    }
  } finally {
    await Promise.all(running.map(({ program }) => program.end()))
  }
  return { facts, results }
}

async function startOrSay(command: Parameters<typeof Program.start>[0]): Promise<Program | string> {
  try {
    return await Program.start(command)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
