import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Recorder } from './recorder'

const key = { diagnostic: 'd', parameter: 'p' }
const shape = { columns: ['a', 'b'] }

test('rows that are pushed come out once, in order, column behind column, however they are taken', () => {
  const batches = fc.array(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 200 }), { maxLength: 10 })
  fc.assert(
    fc.property(batches, (parts) => {
      const recorder = new Recorder()
      const sink = recorder.series({ key, shape })
      const rows: [number, number][] = []
      let step = 0
      for (const part of parts) {
        for (const row of part) sink.push(++step, row)
        expect(recorder.valueCount).toBe(2 * part.length)
        for (const taken of recorder.take()) {
          expect([taken.key, taken.shape]).toEqual([key, shape])
          const count = taken.steps.length
          taken.steps.forEach((_, row) => {
            rows.push([taken.values[row]!, taken.values[count + row]!])
          })
        }
      }
      expect(rows).toEqual(parts.flat())
    }),
  )
})

test('a thousand rows between two frames keep their steps and values', () => {
  const recorder = new Recorder()
  const sink = recorder.series({ key, shape: { columns: ['value'] } })
  for (const count of [1000, 3, 2500]) {
    for (let step = 1; step <= count; step++) sink.push(step, [-step])
    const [rows] = recorder.take()
    expect([...rows!.steps]).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    expect([...rows!.values]).toEqual(Array.from({ length: count }, (_, index) => -index - 1))
  }
})

test('series without rows are left out, and what was taken is not written to again', () => {
  const recorder = new Recorder()
  const sink = recorder.series({ key, shape })
  recorder.series({ key: { ...key, parameter: 'empty' }, shape })
  const row = [10, 11]
  sink.push(1, row)
  row[0] = 12
  const [taken, ...others] = recorder.take()
  sink.push(2, [20, 21])
  expect(others).toEqual([])
  expect([...(taken?.values ?? [])]).toEqual([10, 11])
  expect(recorder.take()).toHaveLength(1)
  expect(recorder.take()).toEqual([])
})

test('a histogram has a place for zeros, one for each bin and one for what is not finite', () => {
  const recorder = new Recorder()
  const sink = recorder.series({ key, shape: { histogram: [-1, 0, 1] } })
  sink.push(1, [5, 1, 2, 0])
  expect([...recorder.take()[0]!.values]).toEqual([5, 1, 2, 0])
})

test('a row of another width than its series is refused by name', () => {
  const sink = new Recorder().series({ key, shape })
  expect(() => sink.push(1, [1])).toThrow('a row of d p has 1 numbers, must be 2')
})
