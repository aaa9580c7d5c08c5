import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runList, savedRun } from '../runs/testing/savedRun'
import { client } from './client'
import { LabDouble } from './testing/labDouble'

let lab: LabDouble

beforeEach(() => {
  lab = new LabDouble().install()
})

describe('a call', () => {
  it('gives back what main answered, parsed', async () => {
    const list = runList([savedRun(3, { trainingLoss: Number.NaN })])
    lab.answer('runs.list', list)
    expect(await client.call('runs.list')).toEqual({ ok: true, value: list })
  })

  it('whose answer is not what the contract says is an error, not a value', async () => {
    lab.answer('runs.list', [{ id: 3 }])
    expect(await client.call('runs.list')).toMatchObject({ ok: false, error: { kind: 'internal' } })
  })

  it('never rejects', async () => {
    lab.answers.set('runs.list', () => Promise.reject(new Error('gone')))
    expect(await client.call('runs.list')).toMatchObject({ ok: false, error: { kind: 'internal' } })
  })
})

describe('an event', () => {
  it('reaches the listener until it stops listening', () => {
    const heard: number[] = []
    const stop = client.on('runs.removed', (ids) => heard.push(...ids))
    lab.tell('runs.removed', [savedRun(1).id])
    stop()
    lab.tell('runs.removed', [savedRun(2).id])
    expect(heard).toEqual([1])
    expect(lab.listenerCount()).toBe(0)
  })

  it('that is not what the contract says is reported and reaches nobody', () => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const heard = vi.fn()
    client.on('menu.command', heard)
    Reflect.apply(lab.tell, lab, ['menu.command', 'format the disk'])
    expect(heard).not.toHaveBeenCalled()
    expect(report).toHaveBeenCalledOnce()
    report.mockRestore()
  })
})
