import { afterEach, describe, expect, it, vi } from 'vitest'
import { runIdSchema } from '../../src-main/contract/identifiers'
import { createMemoryLab } from './testing/memoryLab'
import { grown, loss, readSeriesFrom, rising, validation } from './testing/readSeriesFrom'

const one = runIdSchema.parse(1)

afterEach(() => {
  vi.useRealTimers()
})

describe('series that grow', () => {
  it('shows the growth of several runs in one go, also when answers come apart', async () => {
    const lab = createMemoryLab()
    const runs = [1, 2, 3, 4, 5].map((run) => runIdSchema.parse(run))
    for (const run of runs) lab.record(run, loss, rising(10))
    const reader = readSeriesFrom(lab)
    reader.setRuns(runs)
    await reader.whenIdle()
    vi.useFakeTimers()
    const before = reader.version.value
    for (const run of runs) lab.record(run, loss, rising(5, 10))
    lab.emit(
      'series.grown',
      runs.map((run) => grown(run, 15)),
    )
    const releaseFour = lab.hold()
    await vi.advanceTimersByTimeAsync(1000)
    const releaseLast = lab.hold()
    releaseFour()
    await vi.advanceTimersByTimeAsync(1000)
    expect(reader.overview(one, loss)).toMatchObject({ totalPoints: 15 })
    expect(reader.version.value).toBe(before)
    releaseLast()
    await vi.advanceTimersByTimeAsync(1000)
    expect(reader.version.value).toBe(before + 1)
  })

  it('makes no reading of growth sooner because the same series are asked for again', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await reader.whenIdle()
    vi.useFakeTimers()
    lab.record(1, loss, rising(5, 10))
    lab.emit('series.grown', [grown(one, 15)])
    reader.setWanted([{ key: loss, isSmoothed: true }])
    await vi.advanceTimersByTimeAsync(300)
    expect(lab.reads).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(300)
    expect(lab.reads).toHaveLength(2)
  })

  it('follows a run that grows, by the same calls as for a saved one', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await reader.whenIdle()
    lab.record(1, loss, rising(5, 10))
    lab.record(1, validation, [1])
    lab.emit('series.grown', [grown(1, 15, [loss, validation])])
    lab.emit('series.grown', [grown(2, 1)])
    await reader.whenIdle()
    expect(reader.overview(one, loss)?.totalPoints).toBe(15)
    expect(reader.keysOf(one)).toEqual([loss, validation])
    expect(lab.reads).toHaveLength(2)
    expect(lab.reads[1]).toEqual(lab.reads[0])
  })

  it('reads again only the series that grew, and lists them again only for one that is new', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    lab.record(1, validation, [1])
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    reader.setWanted([loss, validation].map((key) => ({ key, isSmoothed: true })))
    await reader.whenIdle()
    lab.record(1, loss, rising(5, 10))
    lab.emit('series.grown', [grown(1, 15)])
    await reader.whenIdle()
    expect(lab.reads.map(({ keys }) => keys)).toEqual([[loss, validation], [loss]])
    expect(lab.lists()).toBe(1)
    const norm = { diagnostic: 'gradientNorm', column: 'value', parameter: '' }
    lab.record(1, norm, [3])
    lab.emit('series.grown', [grown(1, 15, [norm])])
    await reader.whenIdle()
    expect([lab.lists(), reader.keysOf(one).length]).toEqual([2, 3])
    expect(lab.reads).toHaveLength(2)
  })

  it('makes one reading of many growths, and none while another is under way', async () => {
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await reader.whenIdle()
    for (let step = 11; step <= 40; step++) {
      lab.record(1, loss, [step])
      lab.emit('series.grown', [grown(1, step)])
    }
    await reader.whenIdle()
    expect(lab.reads).toHaveLength(2)
    expect(lab.mostAtOnce()).toBe(1)
    expect(reader.overview(one, loss)?.totalPoints).toBe(40)
  })

  it('never reads while a reading is under way, however much the run grows meanwhile', async () => {
    vi.useFakeTimers()
    const lab = createMemoryLab()
    lab.record(1, loss, rising(10))
    const release = lab.hold()
    const reader = readSeriesFrom(lab)
    reader.setRuns([one])
    await vi.advanceTimersByTimeAsync(1000)
    for (let step = 11; step <= 20; step++) {
      lab.emit('series.grown', [grown(1, step)])
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(lab.mostAtOnce()).toBe(1)
    release()
    await vi.advanceTimersByTimeAsync(1000)
    expect(lab.mostAtOnce()).toBe(1)
    expect(reader.overview(one, loss)?.totalPoints).toBe(10)
  })
})
