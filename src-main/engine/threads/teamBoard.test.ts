import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { webAssembly } from '../wasm/webAssembly'
import { boardBytes, TeamBoard } from './teamBoard'

function createBoard() {
  const memory = new webAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  expect(boardBytes).toBeLessThanOrEqual(memory.buffer.byteLength)
  return { memory, board: new TeamBoard(memory, 0) }
}

test('a follower that is woken by a late notice of the turn it has done sleeps on until there is another turn', async () => {
  const { memory, board } = createBoard()
  const leader = new Worker(new URL('./testing/wakeEarly.mjs', import.meta.url), { workerData: memory.buffer })
  try {
    await new Promise((resolve) => leader.once('online', resolve))
    expect(board.nextTurn(0)).toBe(1)
  } finally {
    await leader.terminate()
  }
})

test('a turn that has come is seen at once, with what the leader wrote before it', () => {
  const { board } = createBoard()
  board.writeUpdate({ rule: 2, step: 2 ** 40, start: 64, end: 2 ** 31 - 1 })
  board.scalars[31] = 0.1
  board.call('update', 53)
  expect(board.nextTurn(0)).toBe(1)
  expect([board.command, board.rows, board.rule, board.step]).toEqual(['update', 53, 2, 2 ** 40])
  expect([board.start, board.end, board.scalars[31]]).toEqual([64, 2 ** 31 - 1, 0.1])
})

test('the leader waits for as many as it asked, and no report of the turn before counts', () => {
  const { board } = createBoard()
  board.call('forward', 1)
  board.reportDone()
  expect(board.areDone(2, 0)).toBe(false)
  board.reportDone()
  expect(board.areDone(2, 0)).toBe(true)
  board.call('evaluate', 1)
  expect(board.areDone(2, 0)).toBe(false)
})

test('of several failures the first is kept, 200 characters of it at most, and one without words has some', () => {
  const first = createBoard().board
  expect(first.failure()).toBeNull()
  first.reportFailure('é'.repeat(300))
  first.reportFailure('second')
  expect(first.failure()).toBe('é'.repeat(200))
  const silent = createBoard().board
  silent.reportFailure('')
  expect(silent.failure()).toBe('no reason given')
})
