/** The text of a file that the user named or chose, bounded in size; the file is hostile until parsed. */
import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type LabError, LabFailure } from '../contract/errors'
import { failure, type Result, success } from '../contract/result'

export interface TextFile {
  /** As the user named it, for messages. */
  readonly file: string
  /** Where that is, or the descriptor of something already open, such as standard input. */
  readonly at: string | number
  /** What the text should be: "an experiment document". */
  readonly what: string
  readonly largestBytes: number
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENOTDIR: 'does not exist: a part of its path is not a folder',
  ENAMETOOLONG: 'cannot be read: its name is too long',
  ELOOP: 'cannot be read: its path is a circle of links',
}

/** The text without its byte order mark, or `invalidInput` naming the file when it is none, too long or out of reach. */
export function readTextFile(text: TextFile): Result<string> {
  try {
    return success(decoded(text, bytesOf(text)))
  } catch (thrown) {
    if (thrown instanceof LabFailure) return failure(thrown.error)
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    return failure(wrongFile(text.file, reasons[code] ?? `cannot be read (${code})`))
  }
}

function bytesOf(text: TextFile): Buffer {
  if (typeof text.at === 'number') return readUpTo(text, text.at)
  const descriptor = openSync(text.at, 'r')
  try {
    return readUpTo(text, descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A pipe does not say its length, so no more is read than is taken. */
function readUpTo({ file, what, largestBytes }: TextFile, descriptor: number): Buffer {
  const facts = fstatSync(descriptor)
  if (facts.isDirectory()) throw new LabFailure(wrongFile(file, `is a folder; ${what} is expected`))
  if (facts.size > largestBytes) {
    throw new LabFailure(wrongFile(file, `has ${facts.size} bytes; ${what} has at most ${largestBytes}`))
  }
  const bytes = Buffer.alloc(largestBytes + 1)
  let length = 0
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
  }
  throw new LabFailure(wrongFile(file, `has more than ${largestBytes} bytes; ${what} has at most ${largestBytes}`))
}

function decoded({ file }: TextFile, bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!isUtf8(bytes)) {
    const wrong = Buffer.from(text, 'utf8').findIndex((byte, index) => byte !== bytes[index])
    throw new LabFailure(wrongFile(file, `is no UTF-8 at byte ${wrong}; it must be saved as UTF-8`))
  }
  return text.replace(/^\uFEFF/, '')
}

function wrongFile(file: string, message: string): LabError {
  return { kind: 'invalidInput', what: `${file} ${message}`, problems: [] }
}
