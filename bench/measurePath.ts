/**
 * The whole path on W2: window → main → trainer in a utility process → frames → lab file, against the engine alone in a
 * utility process, in turns.
 *
 * Two runs of different length are timed from the call that starts one until the page hears that it is completed, and
 * their difference is what counts: reading the data, starting the trainer and the last evaluations are left out.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { figures } from '../src-main/trainer/workloads'
import { Program } from './program'
import { contenders } from './programs'
import { type RecordingRow, rowText } from './recordingRow'
import { startApp } from './startApp.mjs'

interface PathRequest {
  readonly folder: string
  readonly built: string
  readonly electron: string | undefined
  readonly environment: NodeJS.ProcessEnv
  say(text: string): void
  remark(line: string): void
}

const rounds = 5
const [shortSteps, longSteps] = [2000, 8000]
/**
 * Slices of the engine alone in a round: together about as long as what counts of the path, and one figure, their mean, so that
 * a best is the best of as long a time for both.
 */
const slices = 26
const sliceMs = 100
const figure = figures.find(({ id }) => id === 'W2')!

/** µs a step of the engine alone and of the whole path; none where there is no Electron. */
export async function measurePath(request: PathRequest): Promise<RecordingRow[]> {
  const { folder, built, electron, environment, say, remark } = request
  const invited = contenders({ folder, entry: join(built, 'contender.js'), electron, environment, hasAvx512: false })
  const utility = invited.find(({ id }) => id === 'utility')
  if (electron === undefined || utility === undefined || 'absent' in utility.command) {
    remark('the path through Electron was not measured: there is no Electron runtime')
    return []
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'second-moment-path-'))
  const program = await Program.start(utility.command)
  // the last one is the fastest, which is what the app takes
  const variant = program.greeting.variants.filter((name) => !name.includes('threads')).at(-1)!
  const place = { electron, project: join(folder, '..'), environment: { ...environment, LAB_USER_DATA: dataFolder } }
  const { page, end } = await startApp(place)
  try {
    const engine: number[] = []
    const path: number[] = []
    await page.waitForFunction(() => 'lab' in window)
    for (let round = 0; round < rounds; round++) {
      const times: number[] = []
      for (let slice = 0; slice < slices; slice++) {
        const answer = await program.ask(figure, variant, sliceMs)
        if ('passesPerSecond' in answer) times.push(1e6 / answer.passesPerSecond)
      }
      engine.push(times.reduce((sum, time) => sum + time, 0) / times.length)
      const shortMs = await runMs(page, shortSteps)
      path.push((((await runMs(page, longSteps)) - shortMs) * 1000) / (longSteps - shortSteps))
    }
    const engineBest = Math.min(...engine)
    const row = (contender: string, times: number[]): RecordingRow => {
      times.sort((a, b) => a - b)
      const [best, median] = [times[0]!, times[times.length >> 1]!]
      const shareOfEngine = engineBest / best
      return { workload: 'W2', contender, backend: variant, unit: 'µs/step', median, best, shareOfEngine }
    }
    const rows = [row('engine alone, utility process', engine), row('window into the lab file', path)]
    say(['\nthe whole path', ...rows.map(rowText)].join('\n'))
    return rows
  } finally {
    await end()
    await program.end()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** W2 on MNIST, default diagnostics. */
function documentOf(steps: number) {
  const relu = { kind: 'activation', activation: 'relu' }
  const [hidden1, hidden2, output] = [128, 64, 10].map((units) => ({ kind: 'dense', units }))
  return {
    schemaVersion: 1,
    name: `W2, ${steps} steps`,
    problem: {
      kind: 'network',
      dataset: { kind: 'mnist' },
      layers: [hidden1, relu, hidden2, relu, output],
      loss: 'softmaxCrossEntropy',
      batchSize: 64,
    },
    optimizer: { kind: 'rmsprop', learningRate: 0.001 },
    budget: { steps },
    precision: 'float32',
    seed: 7,
  }
}

/** From the call that starts it until the page is told that the run is completed. */
function runMs(page: Page, steps: number): Promise<number> {
  return page.evaluate(async (document) => {
    const { lab } = window as unknown as { readonly lab: Bridge }
    const startedAtMs = performance.now()
    let hear: (status: string) => void = () => undefined
    const ended = new Promise<string>((resolve) => {
      hear = resolve
    })
    const started = await lab.call<readonly number[]>('runs.start', { documents: [document] })
    const [run] = started.value ?? []
    const look = async (): Promise<void> => {
      const listed = await lab.call<{ readonly runs: readonly RunState[] }>('runs.list', undefined)
      const status = listed.value?.runs.find(({ id }) => id === run)?.status
      if (status !== undefined && status !== 'queued' && status !== 'running') hear(status)
    }
    const leave = lab.on('runs.changed', ({ runs }) => {
      const changed = runs.find(({ id }) => id === run)
      if (changed !== undefined && changed.status !== 'queued' && changed.status !== 'running') hear(changed.status)
    })
    // it may have ended before anyone listened
    await look()
    const status = await ended
    if (typeof leave === 'function') leave()
    if (status !== 'completed') throw new Error(`the run is ${status}, must be completed`)
    return performance.now() - startedAtMs
  }, documentOf(steps))
}

interface RunState {
  readonly id: number
  readonly status: string
}

interface Bridge {
  call<T>(name: string, input: unknown): Promise<{ readonly value?: T }>
  on(name: string, listener: (changed: { readonly runs: readonly RunState[] }) => void): unknown
}
