/**
 * A text file piece by piece, so that a gigabyte is never held: UTF-8, a byte order mark is left out.
 *
 * Pieces end between characters, wherever the reads end. What is no text is refused with its byte.
 */
import { isUtf8 } from 'node:buffer'
import { withOpenFile } from '../readBytes'
import { refuse } from '../refuse'

const chunkBytes = 1024 * 1024

export interface TextOptions {
  /** Reads no more than so many bytes; all when left out. */
  readonly mostBytes?: number
  readonly chunkBytes?: number
  /** Sees every byte read, in order, such as for a digest. */
  onBytes?(bytes: Uint8Array): void
}

/**
 * Hands the text on in pieces; the last one, and it alone, has `isLast`, unless the file goes on beyond `mostBytes`.
 * A piece answered with `false` ends the reading.
 *
 * @returns whether the file was read to its end
 * @throws LabFailure `datasetUnreadable`, naming the byte
 */
export function readTextChunks(
  file: string,
  onText: (text: string, isLast: boolean) => boolean,
  options: TextOptions = {},
): boolean {
  return withOpenFile(file, ({ sizeBytes, read }) => {
    if (sizeBytes === 0) refuse(file, 'is empty')
    const limit = Math.min(sizeBytes, options.mostBytes ?? Number.POSITIVE_INFINITY)
    const buffer = new Uint8Array(Math.min(options.chunkBytes ?? chunkBytes, limit) + longestCarry)
    let position = 0
    let carried = 0
    while (position < limit) {
      const room = Math.min(buffer.length - carried, limit - position)
      const count = read(buffer.subarray(carried, carried + room), position)
      if (count === 0) refuse(file, `ends at byte ${position}; it had ${sizeBytes} bytes when it was opened`)
      const fresh = buffer.subarray(carried, carried + count)
      options.onBytes?.(fresh)
      const bytes = buffer.subarray(0, carried + count)
      const start = position - carried
      position += count
      if (start === 0) refuseOtherFormats(file, bytes)
      const isLast = position === sizeBytes
      const whole = isLast ? bytes.length : completeLength(bytes)
      if (!onText(decode(file, bytes.subarray(0, whole), start), isLast)) return isLast
      carried = bytes.length - whole
      buffer.copyWithin(0, whole, bytes.length)
    }
    return position === sizeBytes
  })
}

/** A character of UTF-8 has four bytes at most, so three may wait for the next read. */
const longestCarry = 3

/** The length without a character that has only begun. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(longestCarry, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** The first fault counts, whatever it is. @param start - the place of the first byte in the file */
function decode(file: string, bytes: Uint8Array, start: number): string {
  const zero = bytes.indexOf(0)
  const wrong = isUtf8(bytes) ? null : firstWrongByte(bytes)
  if (zero >= 0 && (wrong === null || zero <= wrong)) {
    refuse(file, `has a zero byte at byte ${start + zero}; it is no text file`)
  }
  if (wrong !== null) refuse(file, `is no UTF-8 at byte ${start + wrong}; it must be saved as UTF-8`)
  return new TextDecoder('utf-8', { ignoreBOM: start > 0 }).decode(bytes)
}

/** Where a decoder that is fed byte by byte gives up; the length where a character is cut off at the end. */
function firstWrongByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let index = 0; index < bytes.length; index++) {
    try {
      decoder.decode(bytes.subarray(index, index + 1), { stream: true })
    } catch {
      return index
    }
  }
  return bytes.length
}

function refuseOtherFormats(file: string, bytes: Uint8Array): void {
  const [first, second] = bytes
  if (first === 0x1f && second === 0x8b) refuse(file, 'is compressed with gzip; it must be unpacked first')
  if (first === 0x50 && second === 0x4b) refuse(file, 'is a zip file or a workbook; it must be saved as CSV first')
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    refuse(file, 'is UTF-16 at byte 0; it must be saved as UTF-8')
  }
}
