/**
 * Our engine as a contender of the bench, in plain Node or in an Electron utility process: answers one JSON line for each
 * it is asked, by the protocol of `protocol.ts`. Lines are standard input and output, or messages of the parent port.
 */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { workerThreads } from '../src-main/trainer/threads/workerThreads'
import { type Contestant, contestants } from '../src-main/trainer/workloads/contestants'
import type { Figure } from '../src-main/trainer/workloads/figure'
import { createPassTimer, type MeasureSlice } from '../src-main/trainer/workloads/passTimer'
import { prepareWork } from '../src-main/trainer/workloads/prepareWork'
import type { Answer, Greeting, Request } from './protocol'

interface Lane {
  readonly measure: MeasureSlice
  end(): Promise<void>
}

interface ParentPort {
  postMessage(line: string): void
  on(event: 'message', listener: (event: { readonly data: string }) => void): void
}

const here = contestants(true)
const start = workerThreads(join(import.meta.dirname, 'thread.js'))
let figure: string | undefined
/** null for work that several threads do no better than one */
let lanes = new Map<string, Lane | null>()

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
  say(greeting)
  for await (const line of createInterface({ input: process.stdin })) say(await answer(line))
  process.exit(0)
} else {
  parentPort.on('message', async ({ data }) => parentPort.postMessage(JSON.stringify(await answer(data))))
  parentPort.postMessage(JSON.stringify(greeting))
}

async function answer(line: string): Promise<Answer> {
  const request: Request = JSON.parse(line)
  const contestant = here.find(({ name }) => name === request.variant)
  if (contestant === undefined) return { absent: `there is no ${request.variant}` }
  if (request.figure.id !== figure) {
    figure = request.figure.id
    for (const lane of lanes.values()) await lane?.end()
    lanes = new Map()
  }
  try {
    const lane = await laneOf(request.figure, contestant, request.sliceMs)
    return lane === null ? { absent: 'no counterpart' } : { passesPerSecond: lane.measure() }
  } catch (error) {
    return { absent: error instanceof Error ? error.message : String(error) }
  }
}

/** Prepared at the first question, kept while the figure stays the same. */
async function laneOf({ work }: Figure, contestant: Contestant, sliceMs: number): Promise<Lane | null> {
  const known = lanes.get(contestant.name)
  if (known !== undefined) return known
  const prepared = await prepareWork(work, contestant, start)
  const lane = prepared && { measure: createPassTimer(prepared.passes, sliceMs), end: prepared.end }
  lanes.set(contestant.name, lane)
  return lane
}
