/** The digest of data: SHA-256 of bytes, and numbers as bytes that are the same on every machine. */
import { createHash } from 'node:crypto'

/** Of bytes in the order given, as `sha256:` and hexadecimal digits. */
export function digestOf(...pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return `sha256:${hash.digest('hex')}`
}

/** Float64 each, least significant byte first. */
export function littleEndianBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (let index = 0; index < values.length; index++) view.setFloat64(index * 8, values[index]!, true)
  return new Uint8Array(view.buffer)
}
