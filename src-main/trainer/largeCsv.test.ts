/** A CSV file larger than the memory there is: read by a process whose heap holds a fraction of it. */
import { execFile } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { buildThread } from './testing/buildTrainer'

const folder = mkdtempSync(join(tmpdir(), 'second-moment-large-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const heapMebibytes = 20
const pieces = 48
const rowsOfPiece = 24_000

/** Some 50 MB: numbers, quotes, categories, holes, no two rows alike. @returns its size in bytes */
function writeLargeFile(file: string): number {
  const descriptor = openSync(file, 'w')
  let sizeBytes = 0
  const write = (text: string): void => {
    sizeBytes += writeSync(descriptor, text)
  }
  write('x,note,colour,y\n')
  for (let piece = 0; piece < pieces; piece++) {
    let text = ''
    for (let row = 0; row < rowsOfPiece; row++) {
      const id = piece * rowsOfPiece + row
      const x = id % 1000 === 7 ? '' : `${id}.${id % 977}`
      text += `${x},"a, ""b"" ${id % 90}","${['red', 'green', 'blue'][id % 3]}",${id % 13}.5e-1\n`
    }
    write(text)
  }
  closeSync(descriptor)
  return sizeBytes
}

test('a file of more than twice the heap is read whole, and a limit keeps what it takes', async () => {
  const file = join(folder, 'large.csv')
  expect(writeLargeFile(file)).toBeGreaterThan(2 * heapMebibytes * 2 ** 20)
  const entry = await buildThread(folder, join(import.meta.dirname, 'testing/loadCsv.ts'))
  const words = [`--max-old-space-size=${heapMebibytes}`, entry, file, '1000']
  const { stdout } = await promisify(execFile)(process.execPath, words)
  expect(JSON.parse(stdout)).toEqual({ count: 1000, digest: expect.stringMatching(/^sha256:/) })
})
