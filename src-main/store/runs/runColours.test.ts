import { expect, test } from 'vitest'
import { stopRun } from '../finishRun'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { restoreRuns, trashRuns } from './editRuns'
import { listRuns, readRun } from './readRuns'

test('the first run of each method has the hue of its method, and a dash of its own', () => {
  const { db } = temporaryLabFile()
  insertSamples(db, 5, ['sgd', 'momentum', 'rmsprop', 'adam', 'rule'])
  expect(listRuns(db).runs.map((run) => [run.colour, run.dash])).toEqual([
    [0, 4],
    [1, 1],
    [2, 0],
    [3, 2],
    [4, 3],
  ])
})

test('thirty runs of one method differ in colour or dash, all in its hue', () => {
  const { db } = temporaryLabFile()
  insertSamples(db, 30)
  const styles = listRuns(db).runs.map((run) => `${run.colour}/${run.dash}`)
  expect(new Set(styles).size).toBe(30)
  expect(listRuns(db).runs.every((run) => run.colour % 5 === 2 && run.colour < 25 && run.dash < 6)).toBe(true)
  insertSamples(db, 1)
  expect(listRuns(db).runs.at(-1)).toMatchObject({ colour: 2, dash: 0 })
})

test('a colour whose run is in the trash is given again; a run never changes its own', () => {
  const { db } = temporaryLabFile()
  const [first, second] = insertSamples(db, 2)
  stopRun(db, first!, 1)
  trashRuns(db, [first!], 2)
  insertSamples(db, 1)
  restoreRuns(db, [first!])
  expect(listRuns(db).runs.map((run) => run.colour)).toEqual([2, 7, 2])
  expect(readRun(db, second!)?.dash).toBe(1)
})

test('runs that come later are told apart from those there are', () => {
  const { db } = temporaryLabFile()
  insertSamples(db, 2)
  insertSamples(db, 1)
  expect(listRuns(db).runs.map((run) => run.colour)).toEqual([2, 7, 12])
})
