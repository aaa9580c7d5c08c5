/** SHA-256 of bytes in the order given, as `sha256:` and hexadecimal digits. */
import { createHash } from 'node:crypto'

export function digestOf(...pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return `sha256:${hash.digest('hex')}`
}
