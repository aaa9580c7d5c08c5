import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { csv } from './csv/csv'
import { KeptReads, keptReads } from './keptReads'
import { examplesOf, partNames } from './testing/examplesOf'
import { settingsOf } from './testing/settingsOf'
import { temporaryFolder } from './testing/temporaryFolder'

/** Files written in a test were written a moment ago: by this clock it is a minute later. */
const later = () => Date.now() + 60_000
const folder = temporaryFolder()

function reader(reads: KeptReads, sizeBytes = 1) {
  let count = 0
  return {
    count: () => count,
    read: (files: readonly string[], key = 'csv'): number =>
      reads.read(
        key,
        files,
        () => ++count,
        () => sizeBytes,
      ),
  }
}

function fileOf(name: string, text = 'a,b\n1,2\n'): string {
  const file = join(folder.path, name)
  writeFileSync(file, text)
  return file
}

function kept(mostBytes = 100): KeptReads {
  const reads = new KeptReads(later)
  reads.keepUpTo(mostBytes)
  return reads
}

describe('what was read of a file', () => {
  test('is used again while the file is what it was', () => {
    const { read } = reader(kept())
    const file = fileOf('a.csv')
    expect([read([file]), read([file])]).toEqual([1, 1])
  })

  const changes: Record<string, (file: string) => void> = {
    'its bytes are others, by as many and at the same time': (file) => {
      const { atime, mtime } = statSync(file)
      writeFileSync(file, 'a,b\n1,3\n')
      utimesSync(file, atime, mtime)
    },
    'its length is another': (file) => writeFileSync(file, 'a,b\n1,2\n3,4\n'),
    'another file was put in its place': (file) => {
      const { atime, mtime } = statSync(file)
      writeFileSync(`${file}.new`, 'a,b\n1,3\n')
      utimesSync(`${file}.new`, atime, mtime)
      renameSync(`${file}.new`, file)
    },
  }
  test.each(Object.entries(changes))('is read again where %s', (_, change) => {
    const { read } = reader(kept())
    const file = fileOf('b.csv')
    read([file])
    change(file)
    expect([read([file]), read([file])]).toEqual([2, 2])
  })

  test('is read again where one of several files has changed', () => {
    const { read } = reader(kept())
    const files = [fileOf('inputs.npy'), fileOf('targets.npy')]
    read(files)
    writeFileSync(files[1]!, 'other')
    expect(read(files)).toBe(2)
  })

  test('is another for another key, and for another file of the same content', () => {
    const { read } = reader(kept())
    const [first, second] = [fileOf('c.csv'), fileOf('d.csv')]
    expect([read([first]), read([first], 'npy'), read([second]), read([first])]).toEqual([1, 2, 3, 1])
  })

  test('is not kept where the file was changed a moment before it was read, or while it was', () => {
    const fresh = new KeptReads()
    fresh.keepUpTo(100)
    const file = fileOf('e.csv')
    const { read } = reader(fresh)
    expect([read([file]), read([file])]).toEqual([1, 2])
    const reads = kept()
    const during = () =>
      reads.read(
        'csv',
        [file],
        () => writeFileSync(file, 'longer than before'),
        () => 1,
      )
    during()
    expect(reader(reads).read([file])).toBe(1)
  })

  test('is not kept where nobody asked for it, where it is too large, or where there is no such file', () => {
    const file = fileOf('f.csv')
    for (const reads of [new KeptReads(later), kept(0)]) {
      const { read } = reader(reads)
      expect([read([file]), read([file])]).toEqual([1, 2])
    }
    const { read } = reader(kept(9), 10)
    expect([read([file]), read([file])]).toEqual([1, 2])
    const other = reader(kept())
    mkdirSync(join(folder.path, 'g'))
    for (const none of [join(folder.path, 'none'), join(folder.path, 'g')]) {
      other.read([none])
      other.read([none])
    }
    expect(other.count()).toBe(4)
  })

  test('leaves when there is no room, what was used longest ago first', () => {
    const { read } = reader(kept(25), 10)
    const [a, b, c] = ['h', 'i', 'j'].map((name) => [fileOf(name)])
    expect([read(a!), read(b!), read(a!), read(c!)]).toEqual([1, 2, 1, 3])
    expect([read(a!), read(b!)]).toEqual([1, 4])
  })

  test('is not kept where reading it was refused', () => {
    const reads = kept()
    const file = fileOf('k.csv')
    const refused = () =>
      reads.read(
        'csv',
        [file],
        () => {
          throw new RangeError('line 2')
        },
        () => 1,
      )
    expect(refused).toThrow('line 2')
    expect(reader(reads).read([file])).toBe(1)
  })
})

test.each([
  { seed: 1, missing: 'mean', limit: 0 },
  { seed: 2, missing: 'dropRow', limit: 0 },
  { seed: 2, missing: 'mean', limit: 20 },
])('a table is the same whether what is read is kept or not (%o)', ({ seed, ...changes }) => {
  const rows = Array.from({ length: 60 }, (_, row) => [
    row % 7,
    row % 5 === 0 ? '' : row * row,
    row % 3 === 0 ? 'x' : 'y',
  ])
  const file = fileOf('table.csv', `a,b,kind\n${rows.map((row) => row.join(',')).join('\n')}\n`)
  const settings = settingsOf(csv, { file, ...changes })
  const examples = () => {
    const dataset = csv.load(settings, seed)
    return [dataset.digest, ...partNames.map((part) => examplesOf(dataset, part))]
  }
  const plain = examples()
  keptReads.keepUpTo(1e6)
  onTestFinished(() => keptReads.keepUpTo(0))
  expect(examples()).toEqual(plain)
})
