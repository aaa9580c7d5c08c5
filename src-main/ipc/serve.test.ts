import { describe, expect, test } from 'vitest'
import { calls } from '../contract/calls'
import { LabFailure } from '../contract/errors'
import { failure, success } from '../contract/result'
import { createCallServer, type Handlers, type Sender } from './serve'

const page: Sender = { url: 'app://lab/', isMainFrame: true }

/** Handlers that say which of them ran; those under test are given. */
function handlersWith(own: Partial<Handlers>, ran: string[] = []): Handlers {
  const rest = Object.fromEntries(
    Object.keys(calls).map((name) => [
      name,
      () => {
        ran.push(name)
        return success(undefined)
      },
    ]),
  )
  return { ...rest, ...own } as unknown as Handlers
}

const silent = (): void => undefined

describe('the call server', () => {
  test('runs the handler with the parsed input', async () => {
    const seen: unknown[] = []
    const serve = createCallServer(
      handlersWith({
        'runs.stop': (input) => {
          seen.push(input)
          return success(undefined)
        },
      }),
      silent,
    )
    expect(await serve(page, 'runs.stop', { run: 3 })).toEqual({ ok: true, value: undefined })
    expect(seen).toEqual([{ run: 3 }])
  })

  test.each([
    ['another origin', { url: 'https://example.invalid/', isMainFrame: true }],
    ['an origin that only begins alike', { url: 'app://laboratory/', isMainFrame: true }],
    ['a frame inside the page', { url: 'app://lab/', isMainFrame: false }],
    ['no frame at all', { url: '', isMainFrame: true }],
  ])('refuses a call from %s, and runs nothing', async (_who, sender) => {
    const ran: string[] = []
    const answer = await createCallServer(handlersWith({}, ran), silent)(sender, 'runs.list', undefined)
    expect(answer.ok).toBe(false)
    expect(ran).toEqual([])
  })

  test.each(['runs.destroy', 'constructor', '__proto__', '', 7, null])('refuses the unknown call %s', async (name) => {
    const ran: string[] = []
    const answer = await createCallServer(handlersWith({}, ran), silent)(page, name, undefined)
    expect(answer.ok).toBe(false)
    expect(ran).toEqual([])
  })

  test.each([
    ['runs.stop', undefined, 'run'],
    ['runs.stop', { run: 0 }, 'run'],
    ['runs.stop', { run: 1, force: true }, ''],
    ['runs.trash', { runs: [] }, 'runs'],
    ['runs.edit', { runs: [1], edit: { status: 'completed' } }, 'edit'],
    ['series.read', { run: 1, keys: [], fromStep: null, toStep: null, buckets: 0, smoothing: 0 }, 'buckets'],
  ])('refuses a wrong payload of %s with the path, and runs nothing', async (name, input, path) => {
    const ran: string[] = []
    const answer = await createCallServer(handlersWith({}, ran), silent)(page, name, input)
    expect(ran).toEqual([])
    if (answer.ok || answer.error.kind !== 'invalidInput') throw new Error('a wrong payload was taken')
    expect(answer.error.what).toBe(`call ${name}`)
    if (input !== undefined) expect(answer.error.problems.map((problem) => problem.path)).toContain(path)
  })

  test('gives back the error a handler answers or throws as data', async () => {
    const serve = createCallServer(
      handlersWith({
        'runs.pause': () => failure({ kind: 'runNotFound', run: '9' }),
        'runs.continue': () => {
          throw new LabFailure({ kind: 'runNotFound', run: '9' })
        },
      }),
      silent,
    )
    const wanted = { ok: false, error: { kind: 'runNotFound', run: '9' } }
    expect(await serve(page, 'runs.pause', { run: 9 })).toEqual(wanted)
    expect(await serve(page, 'runs.continue', { run: 9 })).toEqual(wanted)
  })

  test('a handler that throws is reported and answered, and the next call is served', async () => {
    const reported: unknown[] = []
    const serve = createCallServer(
      handlersWith({
        'runs.list': () => {
          throw new Error('the disk is gone')
        },
      }),
      (name, thrown) => reported.push(name, thrown),
    )
    expect(await serve(page, 'runs.list', undefined)).toEqual({
      ok: false,
      error: { kind: 'internal', message: 'the disk is gone' },
    })
    expect(reported[0]).toBe('runs.list')
    expect((await serve(page, 'lab.reveal', undefined)).ok).toBe(true)
  })
})
