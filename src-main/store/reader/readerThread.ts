/**
 * Entry of the reading thread: a read-only connection of its own, beside the one writer's.
 *
 * Hazard: this file may be opened by SQLite alone here. A plain file handle that is closed would drop the locks that the writer
 * of the same process has on it (POSIX).
 */
import { parentPort, workerData } from 'node:worker_threads'
import { failure, success, unwrap } from '../../contract/result'
import { openLabFile } from '../openLabFile'
import { storeFailure } from '../storeFailure'
import { createAnswers, type ReadName } from './answer'

const { file } = workerData as { readonly file: string }
const labFile = unwrap(openLabFile(file, { mode: 'again' }))
const answers = createAnswers(labFile.db)

parentPort?.on('message', ({ id, name, input }: { id: number; name: ReadName | 'close'; input: unknown }) => {
  if (name === 'close') {
    labFile.close()
    parentPort?.close()
    return
  }
  try {
    const value = (answers[name] as (input: unknown) => unknown)(input)
    parentPort?.postMessage({ id, answer: success(value) }, buffersIn(value))
  } catch (thrown) {
    const error = storeFailure(file, thrown) ?? { kind: 'internal', message: String(thrown) }
    parentPort?.postMessage({ id, answer: failure(error) })
  }
})

/** Columns are handed over, not copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const look = (part: unknown): void => {
    if (part instanceof Float64Array && part.buffer instanceof ArrayBuffer) buffers.add(part.buffer)
    else if (Array.isArray(part)) part.forEach(look)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look)
  }
  look(value)
  return [...buffers]
}
