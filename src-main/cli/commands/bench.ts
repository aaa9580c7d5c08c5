/**
 * `lab bench`: how fast the engine's own backends are on this machine, in short. Beside other programs, in an Electron
 * utility process and with everything around the engine they are measured by `npm run bench` in the project.
 */
import { existsSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import type { Backend } from '../../contract/backend'
import { workerThreads } from '../../trainer/threads/workerThreads'
import { figures } from '../../trainer/workloads'
import { type BackendHere, backendsHere } from '../../trainer/workloads/backendsHere'
import { type Contestant, contestants } from '../../trainer/workloads/contestants'
import type { Figure } from '../../trainer/workloads/figure'
import { type Measurement, measureInTurns } from '../../trainer/workloads/measureInTurns'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { table } from '../table'
import { threadEntry } from '../threadEntry'

export interface BenchOptions {
  readonly json?: boolean
  readonly rounds: number
  /** ids; the short list when absent */
  readonly figure?: readonly string[]
}

/** Enough to see what a backend is good for; the whole list takes minutes. */
const shortList = ['W1', 'W2', 'W3', 'W4-1e6', 'W5', '64³', '256³', 'W2 hidden1', 'W3 dW']
const sliceMs = 40

export const figureIds = figures.map(({ id }) => id)
export const defaultBenchRounds = 9
export const mostBenchRounds = 1000

export async function bench(options: BenchOptions, output: Output): Promise<void> {
  const { json: isJson = false, rounds, figure: asked = shortList } = options
  const here = backendsHere()
  if (isJson) output.result(jsonLine(machineFacts(here)))
  else for (const line of machineLines(here)) output.result(line)
  const inTurns = contestants(existsSync(threadEntry))
  const turns = { rounds, sliceMs, start: workerThreads(threadEntry) }
  const rows: string[][] = []
  for (const figure of figures.filter(({ id }) => asked.includes(id))) {
    const measurements = await measureInTurns(figure, inTurns, turns)
    if (isJson)
      for (const measurement of measurements) output.result(jsonLine(figureFacts(figure, measurement, rounds)))
    else rows.push([figure.title, figure.unit, ...inTurns.map((contestant) => cellOf(measurements, contestant))])
  }
  if (isJson) return
  const columns = inTurns.map(({ name }) => ({ title: name, isNumber: true }))
  output.result(`\n${table([{ title: `best of ${rounds}` }, { title: 'unit' }, ...columns], rows)}`)
}

function machineFacts(here: readonly BackendHere[]) {
  return {
    event: 'machine',
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
    defaultBackend: defaultHere(here),
    backends: here,
  }
}

/** What computes when nobody chooses: the fastest that is there. */
function defaultHere(here: readonly BackendHere[]): Backend | undefined {
  return here.findLast(({ absent }) => absent === null)?.backend
}

function machineLines(here: readonly BackendHere[]): string[] {
  const { processor, cores, node, defaultBackend } = machineFacts(here)
  return [
    `${processor}, ${cores} cores, Node ${node}`,
    ...here.map(({ backend, absent }) => {
      if (absent !== null) return `${backend}: not here: ${absent}`
      return backend === defaultBackend ? `${backend}: the default` : backend
    }),
  ]
}

function figureFacts({ id, title, unit }: Figure, { contestant, median, best }: Measurement, rounds: number) {
  const { backend, threads } = contestant
  return { event: 'figure', figure: id, title, unit, backend, threads, median, best, rounds }
}

/** '' for a contestant that was not measured, such as several threads where they are of no use. */
function cellOf(measurements: readonly Measurement[], contestant: Contestant): string {
  const found = measurements.find((measurement) => measurement.contestant === contestant)
  return found === undefined ? '' : shortFigure(found.best)
}

/** Three digits that count, or a whole number. */
function shortFigure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
