/**
 * Reads of series beside the process that writes them: on a thread with a connection of its own.
 *
 * A thread that ends by itself answers what is under way with an error; the next read starts another.
 */
import { Worker } from 'node:worker_threads'
import { failure, type Result } from '../../contract/result'
import type { ReadName, Reads } from './answer'

export interface Reader {
  read<N extends ReadName>(name: N, input: Reads[N]['input']): Promise<Result<Reads[N]['output']>>
  /** Settles when the thread has closed its connection. What is under way is answered first. */
  close(): Promise<void>
  /** Reads that are asked for meanwhile wait, and are answered from the file that is open then. */
  whileClosed<T>(act: () => Promise<T>): Promise<T>
}

interface Reply {
  readonly id: number
  readonly answer: Result<unknown>
}

/**
 * @param entry full path of the built `readerThread.ts`
 * @param file says which lab file is open in this process, or at least whole; asked whenever a thread starts
 */
export function openReader(entry: string, file: () => string): Reader {
  let thread: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, (answer: Result<never>) => void>()

  const start = (): Worker => {
    const worker = new Worker(entry, { workerData: { file: file() } })
    worker.on('message', ({ id, answer }: Reply) => {
      waiting.get(id)?.(answer as Result<never>)
      waiting.delete(id)
    })
    let reason = 'it ended'
    worker.on('error', (error: Error) => {
      reason = error.message
    })
    worker.on('exit', () => {
      if (thread === worker) thread = undefined
      const lost = failure({ kind: 'internal', message: `the reading thread has gone: ${reason}` })
      for (const answer of waiting.values()) answer(lost)
      waiting.clear()
    })
    worker.unref()
    return worker
  }

  const close = async (): Promise<void> => {
    const closing = thread
    if (closing === undefined) return
    const gone = new Promise((resolve) => closing.once('exit', resolve))
    closing.postMessage({ id: 0, name: 'close', input: null })
    await gone
  }
  let moved: Promise<unknown> = Promise.resolve()

  return {
    async read(name, input) {
      await moved
      return new Promise((resolve) => {
        thread ??= start()
        lastId += 1
        waiting.set(lastId, resolve)
        thread.postMessage({ id: lastId, name, input })
      })
    },
    close,
    async whileClosed(act) {
      const acting = close().then(act)
      moved = acting.catch(() => {})
      return acting
    },
  }
}
