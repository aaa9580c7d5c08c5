import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Recorder } from './recorder'

const key = { diagnostic: 'd', column: 'c', parameter: 'p' }

test('what is pushed comes out once, in order, however it is taken', () => {
  const batches = fc.array(fc.array(fc.double(), { maxLength: 200 }), { maxLength: 10 })
  fc.assert(
    fc.property(batches, (parts) => {
      const recorder = new Recorder()
      const sink = recorder.series(key)
      const values: number[] = []
      let step = 0
      for (const part of parts) {
        for (const value of part) sink.push(++step, value)
        expect(recorder.rowCount).toBe(part.length)
        for (const rows of recorder.take()) {
          expect(rows.key).toEqual(key)
          values.push(...rows.values)
        }
      }
      expect(values).toEqual(parts.flat())
    }),
  )
})

test('a thousand rows between two frames keep their steps and values', () => {
  const recorder = new Recorder()
  const sink = recorder.series(key)
  for (const count of [1000, 3, 2500]) {
    for (let step = 1; step <= count; step++) sink.push(step, -step)
    const [rows] = recorder.take()
    expect([...rows!.steps]).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    expect([...rows!.values]).toEqual(Array.from({ length: count }, (_, index) => -index - 1))
  }
})

test('series without rows are left out, and what was taken is not written to again', () => {
  const recorder = new Recorder()
  const sink = recorder.series(key)
  recorder.series({ ...key, column: 'empty' })
  sink.push(1, 10)
  const [taken, ...others] = recorder.take()
  sink.push(2, 20)
  expect(others).toEqual([])
  expect([...(taken?.values ?? [])]).toEqual([10])
  expect(recorder.take()).toHaveLength(1)
  expect(recorder.take()).toEqual([])
})
