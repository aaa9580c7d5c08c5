import { afterEach, describe, expect, it, vi } from 'vitest'
import { runIdSchema } from '../../src-main/contract/identifiers'
import { createMemoryLab } from './testing/memoryLab'
import { grown, loss, readSeriesFrom, rising, validation, whole } from './testing/readSeriesFrom'

const one = runIdSchema.parse(1)
const two = runIdSchema.parse(2)

afterEach(() => {
  vi.useRealTimers()
})

describe('the reader of series', () => {
  it('reads an overview of what is wanted of each visible run, and nothing that was not recorded', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(1000))
    const reader = readSeriesFrom(lab)
    reader.setWanted([
      { key: loss, isSmoothed: true },
      { key: validation, isSmoothed: false },
    ])
    reader.setRuns([one, two])
    await reader.whenIdle()
    expect(lab.reads).toEqual([{ run: 1, keys: [loss], fromStep: null, toStep: null, buckets: 100, smoothing: 0 }])
    expect(reader.overview(one, loss)).toMatchObject({ totalPoints: 1000, isDecimated: true })
    expect(reader.overview(two, loss)).toBeNull()
    expect(reader.keysOf(one)).toEqual([loss])
    expect(reader.version.value).toBeGreaterThan(0)
  })

  it('reads nothing again while nothing changes', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(50))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await reader.whenIdle()
    reader.setWanted([{ key: loss, isSmoothed: true }])
    reader.setView({ ...whole })
    reader.setRuns([one])
    await reader.whenIdle()
    expect(lab.reads).toHaveLength(1)
  })

  it('shows nothing again while nothing changes, so that a drawing asks for no other', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(50))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await reader.whenIdle()
    const before = reader.version.value
    reader.setWanted([{ key: { ...loss }, isSmoothed: true }])
    reader.setView({ ...whole, buckets: 60 })
    await reader.whenIdle()
    expect(reader.version.value).toBe(before)
  })

  it('reads a detail with as much again around the view, only of a series that was decimated', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(1000))
    lab.record(1, validation, rising(3))
    const reader = readSeriesFrom(lab)
    reader.setWanted([loss, validation].map((key) => ({ key, isSmoothed: false })))
    reader.setRuns([one])
    await reader.whenIdle()
    reader.setView({ ...whole, windowOf: () => ({ from: 500, to: 540 }) })
    await reader.whenIdle()
    expect(lab.reads.slice(1)).toEqual([
      { run: 1, keys: [loss], fromStep: 480, toStep: 560, buckets: 200, smoothing: 0 },
    ])
    expect(reader.inView(one, loss)).toMatchObject({ totalPoints: 81, isDecimated: false })
    expect(reader.overview(one, loss)).toMatchObject({ totalPoints: 1000 })
    expect(reader.inView(one, validation)).toMatchObject({ totalPoints: 3 })
    reader.setView({ ...whole, windowOf: () => ({ from: 510, to: 550 }) })
    await reader.whenIdle()
    expect(lab.reads).toHaveLength(2)
    reader.setView({ ...whole, windowOf: () => ({ from: 530, to: 570 }) })
    expect(reader.inView(one, loss)).toMatchObject({ totalPoints: 1000 })
    await reader.whenIdle()
    expect(reader.inView(one, loss)?.steps[0]).toBe(510)
  })

  it('reads again when smoothing changes, but not what is never smoothed', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, [1, 2, 3])
    lab.record(1, validation, [1, 2, 3])
    const reader = readSeriesFrom(lab)
    reader.setWanted([
      { key: loss, isSmoothed: true },
      { key: validation, isSmoothed: false },
    ])
    reader.setRuns([one])
    await reader.whenIdle()
    reader.setView({ ...whole, smoothing: 0.5 })
    await reader.whenIdle()
    expect(lab.reads.at(-1)).toMatchObject({ keys: [loss], smoothing: 0.5 })
    // (0.5·1 + 2) / 1.5
    expect(reader.overview(one, loss)?.last[1]).toBeCloseTo(5 / 3, 12)
    expect(reader.overview(one, validation)?.last[1]).toBe(2)
  })

  it('drops an answer that is no longer asked for: other smoothing, hidden run, other lab file', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    lab.record(2, loss, rising(10))
    const release = lab.hold()
    const reader = readSeriesFrom(lab)
    reader.setRuns([one, two])
    await expect.poll(() => lab.mostAtOnce()).toBe(2)
    reader.setRuns([one])
    reader.setView({ ...whole, smoothing: 0.9 })
    release()
    await reader.whenIdle()
    expect(reader.overview(two, loss)).toBeNull()
    expect(lab.reads.map(({ run, smoothing }) => ({ run, smoothing }))).toEqual([{ run: 1, smoothing: 0.9 }])
    const readBefore = lab.reads.length
    lab.emit('lab.changed', { state: labState, isOther: true })
    expect(reader.overview(one, loss)).toBeNull()
    await reader.whenIdle()
    expect(lab.reads.length).toBe(readBefore + 1)
    expect(reader.overview(one, loss)?.totalPoints).toBe(10)
  })

  it('keeps what it has when an answer arrives that is smoothed otherwise than is asked for now', async () => {
    vi.useFakeTimers()
    const lab = createMemoryLab()
    lab.record(1, loss, [1, 2])
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await vi.advanceTimersByTimeAsync(1000)
    const releaseFirst = lab.hold()
    reader.setView({ ...whole, smoothing: 0.5 })
    await vi.advanceTimersByTimeAsync(1000)
    const releaseSecond = lab.hold()
    reader.setView({ ...whole, smoothing: 0.9 })
    releaseFirst()
    await vi.advanceTimersByTimeAsync(1000)
    expect(lab.reads.map(({ smoothing }) => smoothing)).toEqual([0, 0.5, 0.9])
    expect(reader.overview(one, loss)?.last[1]).toBe(2)
    releaseSecond()
    await vi.advanceTimersByTimeAsync(1000)
    // (0.9·1 + 2) / 1.9
    expect(reader.overview(one, loss)?.last[1]).toBeCloseTo(2.9 / 1.9, 12)
  })

  it('does not report what went wrong with a run that is no longer shown', async () => {
    vi.useFakeTimers()
    const lab = createMemoryLab()
    lab.record(1, loss, [1])
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await vi.advanceTimersByTimeAsync(1000)
    const release = lab.hold()
    lab.refuse({ kind: 'runNotFound', run: '1' })
    reader.setView({ ...whole, smoothing: 0.5 })
    await vi.advanceTimersByTimeAsync(1000)
    reader.setRuns([])
    release()
    await vi.advanceTimersByTimeAsync(1000)
    expect(reader.error.value).toBeNull()
  })

  it('says what went wrong, and forgets it with the next answer', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const reader = readSeriesFrom(lab)
    const error = { kind: 'runNotFound', run: '1' } as const
    lab.refuse(error)
    reader.setRuns([one])
    await reader.whenIdle()
    expect(reader.error.value).toEqual(error)
    lab.refuse(null)
    lab.emit('series.grown', [grown(1, 10)])
    await reader.whenIdle()
    expect(reader.error.value).toBeNull()
    expect(reader.overview(one, loss)?.totalPoints).toBe(10)
  })

  it('hears and reads nothing any more once it has ended', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    reader.stop()
    expect(lab.listeners()).toBe(0)
    await reader.whenIdle()
    expect(lab.reads).toHaveLength(0)
  })
})

const labState = {
  file: '/a/b.lab',
  sizeBytes: 1,
  error: null,
  held: null,
  rescued: null,
  concurrency: 1,
  threads: 1,
  cores: 1,
  backend: 'TypeScript',
  nativeAbsence: null,
  appVersion: '0',
  runtime: 'test',
}
