/**
 * Our engine as a contender of the bench, in plain Node or in an Electron utility process: answers one JSON line for each
 * it is asked, by the protocol of `protocol.ts`. Lines are standard input and output, or messages of the parent port.
 */
import { createInterface } from 'node:readline'
import { type Contestant, contestants } from '../src-main/trainer/workloads/contestants'
import type { Figure } from '../src-main/trainer/workloads/figure'
import { createPassTimer, type MeasureSlice } from '../src-main/trainer/workloads/passTimer'
import { prepareWork } from '../src-main/trainer/workloads/prepareWork'
import type { Answer, Greeting, Request } from './protocol'

interface ParentPort {
  postMessage(line: string): void
  on(event: 'message', listener: (event: { readonly data: string }) => void): void
}

const here = contestants()
let figure: string | undefined
let measures = new Map<string, MeasureSlice>()

// Node's own types know no parent port; Electron's utility processes have one
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
const greeting: Greeting = {
  facts: {
    version: process.versions.electron === undefined ? process.version : `Electron ${process.versions.electron}`,
    v8: process.versions.v8,
  },
  variants: here.map(({ name }) => name),
}
if (parentPort === undefined) {
  const say = (message: Greeting | Answer): void => void process.stdout.write(`${JSON.stringify(message)}\n`)
  createInterface({ input: process.stdin }).on('line', (line) => say(answer(line)))
  say(greeting)
} else {
  parentPort.on('message', ({ data }) => parentPort.postMessage(JSON.stringify(answer(data))))
  parentPort.postMessage(JSON.stringify(greeting))
}

function answer(line: string): Answer {
  const request: Request = JSON.parse(line)
  const contestant = here.find(({ name }) => name === request.variant)
  if (contestant === undefined) return { absent: `there is no ${request.variant}` }
  if (request.figure.id !== figure) {
    figure = request.figure.id
    measures = new Map()
  }
  try {
    return { passesPerSecond: measureOf(request.figure, contestant, request.sliceMs)() }
  } catch (error) {
    return { absent: error instanceof Error ? error.message : String(error) }
  }
}

/** Prepared at the first question, kept while the figure stays the same. */
function measureOf({ work }: Figure, { name, backend }: Contestant, sliceMs: number): MeasureSlice {
  const measure = measures.get(name) ?? createPassTimer(prepareWork(work, backend), sliceMs)
  measures.set(name, measure)
  return measure
}
