/** What `docs/lab-file.md` says of series, read by a program that knows nothing else of them. */
import { crc32, inflateSync } from 'node:zlib'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { RunId } from '../../contract/identifiers'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { appendRows, closeSeries } from './appendRows'

interface Piece {
  readonly place: number
  readonly count: number
  readonly first_step: number
  readonly last_step: number
  readonly steps: Buffer | null
  readonly payload: Buffer
  readonly checksum: number
}

/** A column of n numbers, by its length. */
function column(data: Buffer, n: number): number[] {
  const numbers = (bytes: Buffer) =>
    Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(8 * index))
  if (data.length === 8 * n) return numbers(data)
  if (data.length === 8) return Array<number>(n).fill(data.readDoubleLE(0))
  const isPacked = Array.from({ length: 8 }, (_, p) => ((data[0]! >> p) & 1) === 1)
  let others = data.subarray(data.length - n * isPacked.filter((packed) => !packed).length)
  let packed = inflateSync(data.subarray(1, data.length - others.length))
  const bytes = Buffer.alloc(8 * n)
  for (const [p, planeIsPacked] of isPacked.entries()) {
    const plane = (planeIsPacked ? packed : others).subarray(0, n)
    if (planeIsPacked) packed = packed.subarray(n)
    else others = others.subarray(n)
    plane.forEach((byte, row) => {
      bytes[8 * row + p] = byte
    })
  }
  return numbers(bytes)
}

function decode(piece: Piece, width: number): { steps: number[]; columns: number[][] } {
  const { count, first_step, last_step, steps, payload } = piece
  let start = 4 * width
  const columns = Array.from({ length: width }, (_, index) => {
    const length = payload.readUInt32LE(4 * index)
    start += length
    return column(payload.subarray(start - length, start), count)
  })
  const gaps =
    steps === null
      ? Array.from({ length: count }, (_, index) => (index === 0 ? 0 : (last_step - first_step) / (count - 1)))
      : column(steps, count)
  let step = first_step
  return { steps: gaps.map((gap) => (step += gap)), columns }
}

function checksum(line: string, { steps, payload }: Piece): number {
  return crc32(Buffer.concat([Buffer.from(line), steps ?? Buffer.alloc(0), payload]))
}

const shape = { columns: ['constant', 'noise', 'float32', 'special'] }
const specials = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324]

/** 2,500 rows: two full chunks, one piece of 452; the first chunk has steps that are not evenly spaced. */
function written() {
  const { db, file, close } = temporaryLabFile()
  const [run] = insertSamples(db, 1) as [RunId]
  let state = 1
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const steps = Array.from({ length: 2500 }, (_, row) => (row < 8 ? 2 ** row : 100 * (row - 5)))
  const columns = [
    steps.map(() => 0.1),
    steps.map(() => Math.sqrt(next()) * (1 + next())),
    steps.map(() => Math.fround(next())),
    steps.map((_, row) => specials[row % specials.length]!),
  ]
  const append = (from: number, end: number): void => {
    const values = columns.flatMap((values) => values.slice(from, end))
    const key = { diagnostic: 'd', parameter: 'p' }
    appendRows(db, run, {
      key,
      shape,
      steps: Float64Array.from(steps.slice(from, end)),
      values: Float64Array.from(values),
    })
  }
  append(0, 700)
  append(700, 2400)
  append(2400, 2500)
  return { db, file, close, run, steps, columns }
}

const piece = 'count, first_step, last_step, steps, payload, checksum'

test.each(['while a run trains', 'once it has ended'])('rows are read as the document says, %s', (when) => {
  const { db, file, close, run, steps, columns } = written()
  if (when === 'once it has ended') closeSeries(db, run)
  close()
  const raw = new BetterSqlite3(file, { readonly: true })
  const [series] = raw.prepare<[], { id: number; shape: string; checksum: number }>('SELECT * FROM series').all()
  const chunks = raw.prepare<[], Piece>(`SELECT chunk_index AS place, ${piece} FROM chunks ORDER BY chunk_index`).all()
  const tails = raw
    .prepare<[], Piece>(`SELECT first_row AS place, ${piece} FROM tails WHERE level = 0 ORDER BY first_row`)
    .all()
  raw.close()
  expect([chunks.length, tails.length]).toEqual(when === 'once it has ended' ? [3, 0] : [2, 2])
  expect(chunks.map(({ steps: own }) => own === null)).toEqual(chunks.map((_, index) => index > 0))

  const decoded = [...chunks, ...tails].map((one) => decode(one, 4))
  expect(decoded.flatMap((one) => one.steps)).toEqual(steps)
  for (const [index, column] of columns.entries()) {
    expect(decoded.flatMap((one) => one.columns[index]!)).toEqual(column)
  }
  const id = series!.id
  for (const [table, pieces] of [
    ['chunk', chunks],
    ['tail', tails],
  ] as const) {
    for (const one of pieces) {
      const { place, count, first_step, last_step } = one
      const line = `${table} ${id} 0 ${place} ${count} ${first_step} ${last_step} ${one.steps?.length ?? '-'}\n`
      expect(one.checksum).toBe(checksum(line, one))
    }
  }
  const record = JSON.stringify(['series', id, run, 'd', 'p', JSON.stringify(shape), 2500, steps.at(-1)])
  expect([series!.shape, series!.checksum]).toEqual([JSON.stringify(shape), crc32(record)])
})

test('levels are read as the document says', () => {
  const { db, file, close, run, steps, columns } = written()
  closeSeries(db, run)
  close()
  const raw = new BetterSqlite3(file, { readonly: true })
  const levels = raw
    .prepare<[], Piece & { series_id: number; level: number }>(
      `SELECT series_id, level, row_index AS place, ${piece} FROM levels`,
    )
    .all()
  raw.close()
  expect(levels.map(({ level, place, count }) => [level, place, count])).toEqual([
    [1, 0, 256],
    [2, 0, 32],
    [3, 0, 4],
  ])
  for (const one of levels) {
    const { series_id, level, place, count, first_step, last_step } = one
    const line = `level ${series_id} ${level} ${place} ${count} ${first_step} ${last_step} ${one.steps?.length ?? '-'}\n`
    expect(one.checksum).toBe(checksum(line, one))
    const rows = 8 ** level
    const blocks = decode(one, 20)
    expect(blocks.steps).toEqual(Array.from({ length: count }, (_, block) => steps[(block + 1) * rows - 1]))
    const noise = Array.from({ length: count }, (_, block) => columns[1]!.slice(block * rows, (block + 1) * rows))
    expect(blocks.columns[5]).toEqual(noise.map((values) => Math.min(...values)))
    expect(blocks.columns[6]).toEqual(noise.map((values) => Math.max(...values)))
    for (const [block, values] of noise.entries()) {
      expect(blocks.columns[7]![block]).toBeCloseTo(values.reduce((sum, value) => sum + value) / rows, 12)
    }
    expect(blocks.columns[8]).toEqual(noise.map((values) => values.at(-1)))
    const special = Array.from({ length: count }, (_, block) => columns[3]!.slice(block * rows, (block + 1) * rows))
    expect(blocks.columns[19]).toEqual(
      special.map((values) => values.filter((value) => !Number.isFinite(value)).length),
    )
  }
})
