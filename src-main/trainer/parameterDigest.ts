/**
 * What a run ended on, in one line: SHA-256 over every parameter in declaration order.
 *
 * Bytes of one parameter, integers unsigned in 32 bits, everything little-endian:
 *   length of the name in bytes · name in UTF-8 · number of dimensions · each size · values in the run's precision
 */
import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import type { ArenaParameter } from '../engine/arena'
import type { Reals } from '../engine/precision'

interface Parameters {
  readonly parameters: readonly ArenaParameter[]
  view(parameter: ArenaParameter): Reals
}

export function parameterDigest(arena: Parameters): string {
  const hash = createHash('sha256')
  for (const parameter of arena.parameters) {
    const name = new TextEncoder().encode(parameter.name)
    hash.update(words([name.length])).update(name)
    hash.update(words([parameter.shape.length, ...parameter.shape]))
    hash.update(littleEndian(arena.view(parameter)))
  }
  return `sha256:${hash.digest('hex')}`
}

function words(integers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(integers.length * 4))
  integers.forEach((integer, index) => {
    view.setUint32(index * 4, integer, true)
  })
  return new Uint8Array(view.buffer)
}

function littleEndian(values: Reals): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  if (endianness() === 'LE') return bytes
  const swapped = Buffer.from(bytes)
  return values.BYTES_PER_ELEMENT === 4 ? swapped.swap32() : swapped.swap64()
}
