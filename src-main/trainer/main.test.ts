/** The trainer as a real process, spoken to by messages. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkExperiment } from './checkExperiment'
import { buildTrainer } from './testing/buildTrainer'
import { TrainerProcess } from './testing/trainerProcess'
import { experimentOf, trainToEnd } from './testing/trainToEnd'

const short = {
  schemaVersion: 1,
  problem: { kind: 'quadratic' },
  optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  budget: { steps: 200 },
}
/** Longer than any test. */
const endless = { ...short, budget: { steps: 1_000_000_000 } }

let folder: string
let entry: string
let trainer: TrainerProcess

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-moment-trainer-'))
  entry = await buildTrainer(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  trainer = new TrainerProcess(entry)
  await trainer.hear('ready')
})

afterEach(() => trainer.end())

function start(document: unknown): void {
  trainer.train(experimentOf(document))
}

describe('the trainer process', () => {
  test('says ready, prepared, frames, finished, and ends on the bits of the loop run here', async () => {
    start(short)
    const { outcome } = await trainer.hear('finished')
    const { outcome: here } = await trainToEnd(short)
    expect(outcome.parameterDigest).toBe(here.parameterDigest)
    expect(outcome.result).toEqual(here.result)
    expect(trainer.messages.map(({ type }) => type).filter((type) => type !== 'frame')).toEqual([
      'ready',
      'prepared',
      'finished',
    ])
  })

  test('reads Iris from within the built file', async () => {
    start({
      ...short,
      problem: { kind: 'network', dataset: { kind: 'iris' }, layers: [{ kind: 'dense', units: 3 }] },
      budget: { epochs: 1 },
    })
    const { outcome } = await trainer.hear('finished')
    expect(outcome.testAccuracy).toBeGreaterThanOrEqual(0)
  })

  test('stop is heard: the run ends stopped, with its parameters', async () => {
    start(endless)
    await trainer.hear('frame')
    trainer.order('stop')
    const { outcome } = await trainer.hear('finished')
    expect(outcome.status).toBe('stopped')
    expect(outcome.step).toBeGreaterThan(0)
    expect(outcome.result[0]?.values).toHaveLength(2)
  })

  test('paused, it says so once its last step is kept, sends nothing more, and goes on when told', async () => {
    start(endless)
    await trainer.hear('frame')
    trainer.order('pause')
    await trainer.hear('paused', ({ isPaused }) => isPaused)
    const last = trainer.messages.filter((message) => message.type === 'frame').at(-1)
    expect(last?.checkpoint?.step).toBe(last?.frame.step)
    const held = trainer.framesHeard
    trainer.order('pause')
    await trainer.hear('paused', () => trainer.messages.filter(({ type }) => type === 'paused').length === 2)
    expect(trainer.framesHeard).toBe(held)
    trainer.order('continue')
    await trainer.hear('paused', ({ isPaused }) => !isPaused)
    await trainer.hear('frame', () => trainer.framesHeard > held)
  })

  test('paused while nothing is answered, it keeps its last step once there is room', async () => {
    trainer.answers = false
    start(endless)
    await trainer.hear('frame', () => trainer.framesHeard === 4)
    trainer.order('pause')
    trainer.answers = true
    trainer.acknowledge()
    await trainer.hear('paused', ({ isPaused }) => isPaused)
    const steps = trainer.messages.flatMap((message) => (message.type === 'frame' ? [message.frame.step] : []))
    expect(steps).toHaveLength(5)
    expect(steps[4]).toBe(steps[3])
  })

  test('a paused run can be stopped', async () => {
    start(endless)
    await trainer.hear('frame')
    trainer.order('pause')
    await trainer.hear('paused')
    trainer.order('stop')
    expect((await trainer.hear('finished')).outcome.status).toBe('stopped')
  })

  test('without an answer it sends four frames and waits; answered, it goes on', async () => {
    trainer.answers = false
    start(endless)
    await trainer.hear('frame', () => trainer.framesHeard >= 4)
    // What a loop that did not wait would have sent by the time this question is answered.
    trainer.order('continue')
    await trainer.hear('paused', ({ isPaused }) => !isPaused)
    expect(trainer.framesHeard).toBe(4)
    trainer.answers = true
    trainer.acknowledge()
    await trainer.hear('frame', () => trainer.framesHeard > 4)
  })

  test('a dataset that is not there is told as such', async () => {
    start({
      ...short,
      problem: { kind: 'network', dataset: { kind: 'mnist', folder: join(folder, 'nothing') } },
      budget: { steps: 1 },
    })
    const { error } = await trainer.hear('failed')
    expect(error).toMatchObject({ kind: 'datasetUnreadable', reason: 'cannot be read: there is no such file' })
  })

  test('gradients are checked as the command line does, with progress', async () => {
    const document = {
      ...short,
      problem: { kind: 'network', dataset: { kind: 'iris' }, layers: [{ kind: 'dense', units: 3 }] },
    }
    trainer.start({ kind: 'checkGradients', experiment: experimentOf(document) })
    const { check } = await trainer.hear('checked')
    expect(check).toEqual(checkExperiment(experimentOf(document)))
    expect((await trainer.hear('checking')).progress).toEqual({ checked: 1, total: 15 })
  })

  test('gradients of data that are not there are refused as such', async () => {
    const dataset = { kind: 'mnist', folder: join(folder, 'nothing') }
    const problem = { kind: 'network', dataset, layers: [{ kind: 'dense', units: 10 }] }
    trainer.start({ kind: 'checkGradients', experiment: experimentOf({ ...short, problem }) })
    expect((await trainer.hear('failed')).error).toMatchObject({ kind: 'datasetUnreadable' })
  })

  test('a message it does not understand ends its job as failed, and without a job the process', async () => {
    trainer.answers = false
    start(endless)
    await trainer.hear('frame')
    trainer.sendRaw({ type: 'dance' })
    const { error } = await trainer.hear('failed')
    expect(error).toMatchObject({ kind: 'trainerFailed', lastStep: expect.any(Number) })
    const exit = once(trainer.child, 'exit')
    trainer.sendRaw({ type: 'dance' })
    expect((await exit)[0]).toBe(1)
  })

  test('an experiment that no form would make fails by a sentence, not by silence', async () => {
    trainer.train({ ...experimentOf(short), optimizer: { kind: 'nonsense' } })
    const { error } = await trainer.hear('failed')
    expect(error).toMatchObject({ kind: 'trainerFailed' })
    expect(JSON.stringify(error)).toContain('must be one of sgd, momentum, nesterov, rmsprop')
  })

  test('with its parent gone it ends', async () => {
    // Waiting for an answer it sends nothing: Node never closes a channel on which half a message has arrived.
    trainer.answers = false
    start(endless)
    await trainer.hear('frame', () => trainer.framesHeard === 4)
    const exit = once(trainer.child, 'exit')
    trainer.child.disconnect()
    expect((await exit)[0]).toBe(0)
  })
})
